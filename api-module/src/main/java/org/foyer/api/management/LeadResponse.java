package org.foyer.api.management;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.ConsentView;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.SourceView;
import org.jspecify.annotations.Nullable;

/** A lead on the wire; its contact is composed from the contacts context and null until it is registered. */
record LeadResponse(
        UUID id,
        UUID agentId,
        @Nullable UUID conversationId,
        @Nullable UUID formId,
        @Nullable UUID contactId,
        Map<String, String> fields,
        String status,
        @Nullable String note,
        SourceView source,
        @Nullable ConsentView consent,
        Instant createdAt,
        Instant updatedAt) {
    static LeadResponse of(LeadView lead, @Nullable UUID contactId) {
        return new LeadResponse(
                lead.id(),
                lead.agentId(),
                lead.conversationId(),
                lead.formId(),
                contactId,
                lead.fields(),
                lead.status(),
                lead.note(),
                lead.source(),
                lead.consent(),
                lead.createdAt(),
                lead.updatedAt());
    }
}
