package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead: what a visitor left. Its fields never change; the team moves its status and writes a note.
 *
 * @param formId the form it came from, null if captured through the API
 * @param fields normalised values by field name, in the form's order
 * @param status new, contacted, qualified, won, lost or spam
 * @param consent null if none was asked for and none was sent
 */
public record LeadView(
        UUID id,
        UUID workspaceId,
        UUID agentId,
        @Nullable UUID conversationId,
        @Nullable UUID formId,
        Map<String, String> fields,
        String status,
        @Nullable String note,
        SourceView source,
        @Nullable ConsentView consent,
        Instant createdAt,
        Instant updatedAt) {}
