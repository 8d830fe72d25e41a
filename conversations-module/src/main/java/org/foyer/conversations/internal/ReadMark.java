package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;

/** Up to where a member has read a conversation; it only moves forward. */
@Entity
@IdClass(ReadMark.Key.class)
class ReadMark {
    /** Whose mark in which conversation. */
    record Key(UUID conversationId, UUID memberId) implements Serializable {}

    @Id
    private UUID conversationId;

    @Id
    private UUID memberId;

    private int position;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ReadMark() {}

    ReadMark(UUID conversationId, UUID memberId, int position) {
        this.conversationId = conversationId;
        this.memberId = memberId;
        this.position = position;
    }

    void movedTo(int read) {
        position = Math.max(position, read);
    }

    int position() {
        return position;
    }
}
