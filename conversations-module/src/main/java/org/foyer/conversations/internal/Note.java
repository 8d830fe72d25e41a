package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.conversations.NoteView;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** What a member writes about a conversation for the rest of the team. It is no message: no visitor ever sees it. */
@Entity
class Note {
    @Id
    private UUID id;

    private UUID conversationId;
    private @Nullable UUID memberId;
    private @Nullable String authorName;

    @Column(columnDefinition = "text")
    private String text;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Note() {}

    Note(Conversation conversation, Writer writer, String text, Instant now) {
        this.id = Ids.next();
        this.conversationId = conversation.id();
        this.memberId = writer.memberId();
        this.authorName = writer.name();
        this.text = text;
        this.createdAt = now;
    }

    NoteView view() {
        return new NoteView(id, memberId, authorName, text, createdAt);
    }

    UUID id() {
        return id;
    }

    UUID conversationId() {
        return conversationId;
    }

    String text() {
        return text;
    }
}
