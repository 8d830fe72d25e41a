package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A yes-or-no question that decides whether an action's form is shown. Pending until the visitor answers, by a button or
 * by the next message; answered once and for all. Its question is only meant while it is the last one asked.
 */
@Entity
class Confirmation {
    enum Status {
        PENDING,
        ACCEPTED,
        DECLINED
    }

    @Id
    private UUID id;

    private UUID conversationId;
    private UUID visitorId;
    private UUID actionId;
    private String text;
    private String status;
    private Instant askedAt;
    private int askedAtTurn;
    private @Nullable Instant closedAt;
    private int closedAtTurn;
    private int answerPosition;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Confirmation() {}

    Confirmation(Conversation conversation, UUID actionId, String text, Instant now) {
        this.id = Ids.next();
        this.conversationId = conversation.id();
        this.visitorId = conversation.visitorId();
        this.actionId = actionId;
        this.text = text;
        this.status = Status.PENDING.name();
        this.askedAt = now;
        this.askedAtTurn = conversation.visitorTurns();
    }

    /** The answer is given; what the agent says to it begins at the conversation's next message. */
    void answered(boolean yes, Conversation conversation, Instant now) {
        status = (yes ? Status.ACCEPTED : Status.DECLINED).name();
        closedAt = now;
        closedAtTurn = conversation.visitorTurns();
        answerPosition = conversation.messageCount();
    }

    UUID id() {
        return id;
    }

    UUID conversationId() {
        return conversationId;
    }

    UUID visitorId() {
        return visitorId;
    }

    UUID actionId() {
        return actionId;
    }

    String text() {
        return text;
    }

    Status status() {
        return Status.valueOf(status);
    }

    Instant askedAt() {
        return askedAt;
    }

    int askedAtTurn() {
        return askedAtTurn;
    }

    @Nullable Instant closedAt() {
        return closedAt;
    }

    int closedAtTurn() {
        return closedAtTurn;
    }

    /** The position of the first message that answered the answer. */
    int answerPosition() {
        return answerPosition;
    }
}
