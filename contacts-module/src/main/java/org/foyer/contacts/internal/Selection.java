package org.foyer.contacts.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.platform.filter.Filter;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts are meant.
 *
 * @param text part of a name, e-mail address, phone number or external id, null for any
 * @param now what "within the last" counts from
 */
record Selection(
        UUID workspaceId,
        ContactFields fields,
        Filter filter,
        @Nullable String text,
        Instant now) {
    /** What tells this list from another: a place in one means nothing in the other. */
    String fingerprint(List<SortBy> sort) {
        return Secrets.sha256(workspaceId + "\n" + filter + "\n" + text + "\n" + sort)
                .substring(0, 16);
    }
}
