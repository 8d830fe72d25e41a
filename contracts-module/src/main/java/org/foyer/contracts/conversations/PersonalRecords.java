package org.foyer.contracts.conversations;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What conversations holds on a person, told by the leads they left and the visitors they proved to be. */
public interface PersonalRecords {
    /** Their leads, with what they consented to, and every conversation of theirs. */
    PersonalRecord of(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds);

    /** Whether any of these leads is still there, or of these visitors still known: an erasure is not done yet. */
    boolean remain(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds);

    /** Leads and conversations, oldest first. */
    record PersonalRecord(List<LeadView> leads, List<ConversationView> conversations) {}
}
