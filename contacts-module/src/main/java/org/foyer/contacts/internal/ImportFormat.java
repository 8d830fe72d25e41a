package org.foyer.contacts.internal;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param delimiter null for NDJSON
 */
record ImportFormat(String name, @Nullable Character delimiter, Charset encoding) {
    static final String CSV = "csv";
    static final String NDJSON = "ndjson";

    boolean isCsv() {
        return name.equals(CSV);
    }
}
