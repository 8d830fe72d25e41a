package org.foyer.platform.table;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param header what stands above it
 * @param group the object an NDJSON row has the value in, null for the row itself
 * @param property the value's name there
 */
public record Column(String header, @Nullable String group, String property) {
    public Column(String name) {
        this(name, null, name);
    }
}
