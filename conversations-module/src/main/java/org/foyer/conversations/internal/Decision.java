package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.foyer.contracts.conversations.DecisionView;
import org.jspecify.annotations.Nullable;

/** What was decided on one visitor message and why; written once, for the operator to read. */
@Entity
class Decision {
    @Id
    private UUID messageId;

    private UUID conversationId;
    private String engine;
    private String offer;
    private double score;
    private @Nullable String concept;
    private @Nullable String toolCall;

    @Column(columnDefinition = "text")
    private @Nullable String nearestExample;

    private String rule;
    private String reason;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Decision() {}

    /**
     * Of one message.
     *
     * @param toolCall the name of the action whose tool a language model called, null if none
     * @param note what the operator should know beside the policy's reason, null if nothing
     */
    Decision(
            Message message,
            String engine,
            OfferDecision decision,
            @Nullable String toolCall,
            @Nullable String note,
            Instant now) {
        this.messageId = message.id();
        this.conversationId = message.conversationId();
        this.engine = engine;
        this.offer = decision.offer().name().toLowerCase(Locale.ROOT);
        this.score = decision.score();
        this.concept = decision.concept() == null ? null : decision.concept().label();
        this.toolCall = toolCall;
        this.nearestExample = decision.nearestExample();
        this.rule = decision.rule().name().toLowerCase(Locale.ROOT);
        this.reason = note == null ? decision.reason() : note + " " + decision.reason();
        this.decidedAt = now;
    }

    UUID messageId() {
        return messageId;
    }

    UUID conversationId() {
        return conversationId;
    }

    DecisionView view() {
        return new DecisionView(
                messageId, engine, offer, score, concept, toolCall, nearestExample, rule, reason, decidedAt);
    }
}
