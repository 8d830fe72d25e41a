package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;

/**
 * A question an agent could not answer, as it was asked last.
 *
 * @param conversationId where it was asked last
 * @param count how often it was asked
 */
public record UnansweredQuestionView(
        UUID id, UUID conversationId, String question, int count, Instant firstAskedAt, Instant lastAskedAt) {}
