package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor and an agent say to each other. Opened by the visitor, it goes on for as long as messages come; a lead
 * form in it never ends or blocks it. It numbers its messages, so a turn is taken under a lock on its row. A member of
 * the team may take it over: then the agent is silent until it is given back.
 */
@Entity
class Conversation {
    enum Status {
        OPEN,
        RESOLVED
    }

    /** What is known of who the visitor is. */
    enum Identity {
        NONE,
        /** Somebody was claimed to be here and not proved. */
        UNVERIFIED,
        VERIFIED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private UUID workspaceId;
    private UUID agentId;
    private UUID visitorId;

    @Column(name = "status")
    private String status;

    @Convert(converter = JsonConverters.Source.class)
    @Column(columnDefinition = "text")
    private SourceView source;

    private @Nullable String locale;
    private int visitorTurns;

    @Column(name = "messages")
    private int messageCount;

    private @Nullable UUID assigneeId;
    private String identity;
    private boolean agentReplies;
    private Instant createdAt;
    private Instant lastActivityAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Conversation() {}

    Conversation(Visitor visitor, SourceView source, @Nullable String locale, Instant now) {
        this.id = Ids.next();
        this.workspaceId = visitor.identity().workspaceId();
        this.agentId = visitor.agentId();
        this.visitorId = visitor.id();
        this.status = Status.OPEN.name();
        this.source = source;
        this.locale = locale;
        this.identity = (visitor.isIdentified() ? Identity.VERIFIED : Identity.NONE).name();
        this.agentReplies = true;
        this.createdAt = now;
        this.lastActivityAt = now;
    }

    /** The visitor says something: a new turn, and a resolved conversation is open again. */
    Message visitorSays(String text, Instant now) {
        visitorTurns++;
        status = Status.OPEN.name();
        return add(Message.Author.VISITOR, List.of(Message.Part.text(text)), now);
    }

    Message agentSays(List<Message.Part> parts, Instant now) {
        return add(Message.Author.AGENT, parts, now);
    }

    /** A member says something and takes the conversation over: the agent is silent until it is given back. */
    Message memberSays(String text, Writer writer, Instant now) {
        agentReplies = false;
        return add(Message.Author.MEMBER, List.of(Message.Part.text(text)), now).by(writer);
    }

    private Message add(Message.Author author, List<Message.Part> parts, Instant now) {
        lastActivityAt = now;
        return new Message(id, messageCount++, author, parts, now);
    }

    /** Somebody was claimed and not proved: a hint for the team, and nothing else. Returns whether that is new. */
    boolean claimedInVain() {
        if (identity() != Identity.NONE) {
            return false;
        }
        identity = Identity.UNVERIFIED.name();
        return true;
    }

    /** The visitor turned out to be this person. */
    void belongsTo(Visitor person) {
        visitorId = person.id();
        identity = Identity.VERIFIED.name();
    }

    /** The agent answers from now on, or leaves that to the team. */
    void answeredByAgent(boolean agent) {
        agentReplies = agent;
    }

    void assignedTo(@Nullable UUID member) {
        assigneeId = member;
    }

    void reopened() {
        status = Status.OPEN.name();
    }

    void resolved() {
        status = Status.RESOLVED.name();
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID agentId() {
        return agentId;
    }

    UUID visitorId() {
        return visitorId;
    }

    Status status() {
        return Status.valueOf(status);
    }

    Identity identity() {
        return Identity.valueOf(identity);
    }

    SourceView source() {
        return source;
    }

    @Nullable String locale() {
        return locale;
    }

    /** How many messages the visitor has written. */
    int visitorTurns() {
        return visitorTurns;
    }

    /** How many messages there are; the next one's position. */
    int messageCount() {
        return messageCount;
    }

    /** The member who looks after it, null if nobody does. */
    @Nullable UUID assigneeId() {
        return assigneeId;
    }

    /** Whether the agent answers; if not, the team has taken over. */
    boolean agentReplies() {
        return agentReplies;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastActivityAt() {
        return lastActivityAt;
    }
}
