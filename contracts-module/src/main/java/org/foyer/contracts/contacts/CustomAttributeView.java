package org.foyer.contracts.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A custom attribute of a workspace.
 *
 * @param name as forms, filters and programs refer to it; for good
 * @param label what people read
 * @param type text, number, boolean or date; for good
 * @param archived hidden and taking no values; those there are stay
 */
public record CustomAttributeView(
        String name,
        String label,
        String type,
        @Nullable String description,
        boolean archived,
        Instant createdAt,
        Instant updatedAt) {}
