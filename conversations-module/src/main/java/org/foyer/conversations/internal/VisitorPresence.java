package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.conversations.TypingNoticed;
import org.foyer.contracts.conversations.VisitorView;
import org.jspecify.annotations.Nullable;

/**
 * Whether visitors are there, as far as can be told. Every request with a visitor's token says that they are, and an open
 * stream goes on saying so. That is kept in the database, where other nodes see it too; typing is known on one node alone.
 */
@ApplicationScoped
class VisitorPresence {
    /** A visitor who does one thing after another is not written down each time. */
    static final Duration NOTED_EVERY = Duration.ofSeconds(15);

    /** More than twice as long as an open stream takes to say so again. */
    static final Duration ONLINE = Duration.ofSeconds(45);

    private static final Duration TYPING = Duration.ofSeconds(TypingNoticed.SECONDS);
    private static final int TYPING_AT_MOST = 10_000;
    private static final List<String> CALLED_BY = List.of("name", "email", "phone");

    private final Map<UUID, Instant> typingIn = new ConcurrentHashMap<>();

    private ConversationRepository conversations;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected VisitorPresence() {}

    @Inject
    VisitorPresence(ConversationRepository conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /** The visitor did something just now. */
    void seen(Visitor visitor) {
        var now = clock.instant();
        var last = visitor.lastSeenAt();
        if (last == null || last.plus(NOTED_EVERY).isBefore(now)) {
            conversations.seen(Set.of(visitor.id()), now);
        }
    }

    void typing(UUID conversationId) {
        var now = clock.instant();
        if (typingIn.size() >= TYPING_AT_MOST) {
            typingIn.values().removeIf(at -> at.plus(TYPING).isBefore(now));
        }
        if (typingIn.size() < TYPING_AT_MOST) {
            typingIn.put(conversationId, now);
        }
    }

    /** They have sent what they were typing. */
    void said(UUID conversationId) {
        typingIn.remove(conversationId);
    }

    boolean isOnline(Visitor visitor, Instant now) {
        var last = visitor.lastSeenAt();
        return last != null && last.plus(ONLINE).isAfter(now);
    }

    boolean notSeenSince(Visitor visitor, Instant time) {
        var last = visitor.lastSeenAt();
        return last == null || !last.isAfter(time);
    }

    /**
     * How the visitor of a conversation is shown.
     *
     * @param leads those of the conversation, oldest first
     */
    VisitorView view(Visitor visitor, UUID conversationId, List<Lead> leads) {
        var now = clock.instant();
        var typing = typingIn.get(conversationId);
        return new VisitorView(
                visitor.id(),
                name(visitor, leads),
                isOnline(visitor, now),
                typing != null && typing.plus(TYPING).isAfter(now),
                visitor.lastSeenAt());
    }

    /** Of the proved person, else of the latest lead. */
    private static @Nullable String name(Visitor visitor, List<Lead> leads) {
        var known = new ArrayList<>(List.of(visitor.known()));
        for (int i = leads.size() - 1; i >= 0; i--) {
            known.add(leads.get(i).fields());
        }
        return known.stream()
                .flatMap(values -> CALLED_BY.stream().map(values::get))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
