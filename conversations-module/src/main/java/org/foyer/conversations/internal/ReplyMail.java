package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** Up to where a conversation was sent to its visitor by e-mail. Locked while a mail is on its way, so none goes twice. */
@Entity
class ReplyMail {
    @Id
    private UUID conversationId;

    private int position;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ReplyMail() {}

    ReplyMail(UUID conversationId) {
        this.conversationId = conversationId;
        this.position = -1;
    }

    void sentUpTo(int last) {
        position = last;
    }

    UUID conversationId() {
        return conversationId;
    }

    int position() {
        return position;
    }
}
