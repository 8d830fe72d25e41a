package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;

/**
 * A text that its conversation is found by: a message's, a note's, a lead's values, or all tags of the conversation.
 * One row for each, so that a new message adds a line instead of rewriting all that was said before.
 */
@Entity
class SearchLine {
    @Id
    private UUID subjectId;

    private UUID workspaceId;
    private UUID conversationId;

    @Column(columnDefinition = "text")
    private String text;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected SearchLine() {}

    /**
     * Makes a line.
     *
     * @param subjectId of the message, note or lead; the conversation's own for its tags
     */
    SearchLine(Conversation conversation, UUID subjectId, String text) {
        this.subjectId = subjectId;
        this.workspaceId = conversation.workspaceId();
        this.conversationId = conversation.id();
        this.text = folded(text);
    }

    /** Without the differences a search takes no notice of. */
    static String folded(String text) {
        // a sigma is written otherwise at the end of a word, and a part of a text may end anywhere
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }

    UUID subjectId() {
        return subjectId;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID conversationId() {
        return conversationId;
    }

    String text() {
        return text;
    }
}
