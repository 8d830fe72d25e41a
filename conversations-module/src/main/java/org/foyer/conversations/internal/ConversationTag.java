package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;

/** A tag of a conversation, as the team wrote it; two that differ in case only are one. */
@Entity
@IdClass(ConversationTag.Key.class)
class ConversationTag {
    /** What makes it one: the conversation and the tag in lower case. */
    record Key(UUID conversationId, String tagKey) implements Serializable {}

    @Id
    private UUID conversationId;

    @Id
    private String tagKey;

    @SuppressWarnings("UnusedVariable") // read by queries alone
    private UUID workspaceId;

    private String tag;

    @SuppressWarnings("UnusedVariable") // read by queries alone
    private int position;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ConversationTag() {}

    ConversationTag(Conversation conversation, String tag, int position) {
        this.conversationId = conversation.id();
        this.tagKey = SearchLine.folded(tag);
        this.workspaceId = conversation.workspaceId();
        this.tag = tag;
        this.position = position;
    }

    UUID conversationId() {
        return conversationId;
    }

    String tag() {
        return tag;
    }
}
