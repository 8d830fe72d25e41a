package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a contact.
 *
 * @param id of the lead, conversation, change or merge
 * @param type created, changed, merged, merge_undone, lead or conversation
 * @param source what kind of actor, for created, changed and merged
 * @param actor who, as in {@link ContactView.OriginView}; null for lead and conversation
 * @param changes what became of each field, for changed and merged
 * @param otherId the contact that was merged into this one
 */
public record TimelineEntry(
        UUID id,
        String type,
        Instant at,
        @Nullable String source,
        @Nullable String actor,
        Map<String, ValueChange> changes,
        @Nullable UUID otherId) {}
