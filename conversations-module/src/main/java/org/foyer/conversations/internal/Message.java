package org.foyer.conversations.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** One message of a conversation; it never changes. What a form in it has come to is the form's own matter. */
@Entity
class Message {
    enum Author {
        VISITOR,
        AGENT,
        MEMBER;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum PartType {
        TEXT,
        LEAD_FORM,
        CONFIRMATION,
        CHOICES,
        NOTICE
    }

    /**
     * A part as it is stored: a text or a notice says {@code text}; a form or a confirmation is named by {@code ref};
     * choices ask {@code text} and each name an entry of the agent's knowledge.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            PartType type,
            @Nullable String text,
            @Nullable UUID ref,
            @Nullable List<Choice> choices) {
        static Part text(String text) {
            return new Part(PartType.TEXT, text, null, null);
        }

        static Part form(LeadForm form) {
            return new Part(PartType.LEAD_FORM, null, form.id(), null);
        }

        static Part confirmation(Confirmation confirmation) {
            return new Part(PartType.CONFIRMATION, null, confirmation.id(), null);
        }

        static Part choices(String text, List<KnowledgeHit> hits) {
            return new Part(
                    PartType.CHOICES,
                    text,
                    null,
                    hits.stream()
                            .map(hit -> new Choice(hit.entryId(), hit.title()))
                            .toList());
        }
    }

    record Choice(UUID id, String title) {}

    @Id
    private UUID id;

    private UUID conversationId;
    private int position;
    private String author;

    @Convert(converter = JsonConverters.Parts.class)
    @Column(columnDefinition = "text")
    private List<Part> parts;

    private @Nullable UUID memberId;
    private @Nullable String authorName;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Message() {}

    Message(UUID conversationId, int position, Author author, List<Part> parts, Instant now) {
        this.id = Ids.next();
        this.conversationId = conversationId;
        this.position = position;
        this.author = author.name();
        this.parts = List.copyOf(parts);
        this.createdAt = now;
    }

    Message by(Writer writer) {
        memberId = writer.memberId();
        authorName = writer.name();
        return this;
    }

    UUID id() {
        return id;
    }

    UUID conversationId() {
        return conversationId;
    }

    int position() {
        return position;
    }

    Author author() {
        return Author.valueOf(author);
    }

    /** The member who wrote it; null for a visitor, the agent or an API key. */
    @Nullable UUID memberId() {
        return memberId;
    }

    /** What the member was called when they wrote it. */
    @Nullable String authorName() {
        return authorName;
    }

    List<Part> parts() {
        return parts;
    }

    /** What it lets the visitor choose from. */
    List<Choice> choices() {
        return parts.stream()
                .map(Part::choices)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    Instant createdAt() {
        return createdAt;
    }

    /** What was said, without forms. */
    String text() {
        return parts.stream().map(Part::text).filter(Objects::nonNull).collect(Collectors.joining("\n"));
    }
}
