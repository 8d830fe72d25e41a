package org.foyer.contracts.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit most items on the page, 1–100
 * @param after the cursor that the page before gave, null for the first page; a foreign one is refused as invalid
 */
public record PageRequest(int limit, @Nullable String after) {
    public static final int MAX_LIMIT = 100;
    public static final int DEFAULT_LIMIT = 20;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }
}
