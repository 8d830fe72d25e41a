package org.foyer.contracts.actions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent knows.
 *
 * @param title what it is about; shown as the source of an answer
 * @param questions ways in which visitors ask for it, at most 50
 * @param text the answer, as it is said
 * @param indexedAt when it could be found by meaning in its present wording; null while that is still to come
 */
public record KnowledgeEntryView(
        UUID id,
        UUID agentId,
        String title,
        List<String> questions,
        String text,
        @Nullable Instant indexedAt,
        Instant createdAt,
        Instant updatedAt) {}
