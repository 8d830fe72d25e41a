package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.foyer.platform.secret.Secrets;

/** That a message asked what the agent could not answer; goes with its conversation, or when it is settled. */
@Entity
class UnansweredQuestion {
    private static final int LONGEST = 500;

    @Id
    private UUID messageId;

    private UUID conversationId;
    private UUID workspaceId;
    private UUID agentId;
    private String questionKey;
    private String question;
    private Instant askedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected UnansweredQuestion() {}

    UnansweredQuestion(Conversation conversation, Message message, Instant now) {
        var text = message.text().strip();
        this.messageId = message.id();
        this.conversationId = conversation.id();
        this.workspaceId = conversation.workspaceId();
        this.agentId = conversation.agentId();
        this.questionKey = key(text);
        this.question = text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
        this.askedAt = now;
    }

    /** What two askings of one question have in common: letters and digits, whatever their case. */
    static String key(String question) {
        var plain = question.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
        return Secrets.sha256(plain.isEmpty() ? question : plain);
    }

    UUID messageId() {
        return messageId;
    }

    UUID conversationId() {
        return conversationId;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID agentId() {
        return agentId;
    }

    String questionKey() {
        return questionKey;
    }

    String question() {
        return question;
    }

    Instant askedAt() {
        return askedAt;
    }
}
