package org.foyer.contracts.conversations;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What conversations holds on the person who left some leads. */
public interface PersonalRecords {
    /** Their leads, with what they consented to, and every conversation of theirs. */
    PersonalRecord of(UUID workspaceId, Collection<UUID> leadIds);

    /** Whether any of these leads is still there: an erasure is not done yet. */
    boolean remain(UUID workspaceId, Collection<UUID> leadIds);

    /** Leads and conversations, oldest first. */
    record PersonalRecord(List<LeadView> leads, List<ConversationView> conversations) {}
}
