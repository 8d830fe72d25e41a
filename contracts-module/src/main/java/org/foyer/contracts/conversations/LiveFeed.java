package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The log that live streams read: every committed change once, in one order that never changes, so that who reads on
 * from the {@link LivePlace} they have reached misses nothing and sees nothing twice, on whichever node. Changes of one
 * conversation come in the order in which they were committed. Entries are kept for a time and then forgotten.
 */
public interface LiveFeed {
    /** The place after everything committed so far. */
    LivePlace now();

    /** Whether everything after this place is still known; not if it is too old, or never was a place. */
    boolean reachesBackTo(LivePlace place);

    /** Gives committed changes their places; returns whether there were any. Any number of nodes may do so at once. */
    boolean number();

    /** What was numbered after a place, in order. */
    List<LiveEntry> after(LivePlace place, int limit);

    /** {@link #after}, of one workspace. */
    List<LiveEntry> ofWorkspace(UUID workspaceId, LivePlace place, int limit);

    /** {@link #after}, of one conversation, and only what its visitor may be told. */
    List<LiveEntry> ofConversation(UUID conversationId, LivePlace place, int limit);

    /** The entries with what they are about as it is now, in order; those whose subject is gone are left out. */
    List<LiveEvent> events(List<LiveEntry> entries);

    /** Refuses (NOT_FOUND) what is not a conversation of the visitor. */
    void requireConversation(VisitorIdentity visitor, UUID conversationId);

    /** Those of the visitor tokens that are still good. */
    Set<String> stillGood(Collection<String> visitorTokens);

    /** Forgets some of what happened before that time; returns whether there may be more to forget. */
    boolean forgetSome(Instant before);
}
