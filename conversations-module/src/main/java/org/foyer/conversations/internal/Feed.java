package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.foyer.contracts.conversations.FeedExtended;
import org.jspecify.annotations.Nullable;

/** Where services write what live streams are to tell, in the transaction of the change itself. */
@ApplicationScoped
class Feed {
    private FeedRepository entries;
    private Event<FeedExtended> extended;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Feed() {}

    @Inject
    Feed(FeedRepository entries, Event<FeedExtended> extended, Clock clock) {
        this.entries = entries;
        this.extended = extended;
        this.clock = clock;
    }

    /**
     * Tells of a change once the transaction has committed. Several of one transaction are told in the order they were
     * added; those of one conversation in the order of their transactions, as long as these lock the conversation.
     *
     * @param conversationId null for what belongs to none
     * @param subjectId what the kind says
     */
    void add(UUID workspaceId, FeedKind kind, @Nullable UUID conversationId, UUID subjectId) {
        entries.add(new FeedEntry(workspaceId, kind, conversationId, subjectId, clock.instant()));
        extended.fire(new FeedExtended());
    }
}
