package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a form was or wasn't offered on one visitor message.
 *
 * @param engine which engine answered; the reason says so where it stood in for another
 * @param toolCall the tool that a language model called, by the name of the action; null if none or another engine
 * @param offer form, question or none
 * @param score how sure the engine was, 0 where nothing was proposed
 * @param rule the offer policy's rule that decided
 * @param reason the same in a plain sentence
 */
public record DecisionView(
        UUID messageId,
        String engine,
        String offer,
        double score,
        @Nullable String concept,
        @Nullable String toolCall,
        @Nullable String nearestExample,
        String rule,
        String reason,
        Instant decidedAt) {}
