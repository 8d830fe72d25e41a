package org.foyer.platform.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table being written. */
public interface TableWriter extends Closeable {
    /**
     * Writes a row.
     *
     * @param values one for each column: a text, {@code BigDecimal}, {@code Boolean}, {@code LocalDate},
     *     {@code Instant}, {@code UUID}, list of texts, or null where there is none
     */
    void row(List<? extends @Nullable Object> values) throws IOException;
}
