package org.foyer.contracts.conversations;

import java.util.UUID;
import org.foyer.contracts.event.DomainEvent;

/** What the conversations context tells others. */
public sealed interface ConversationsEvent extends DomainEvent
        permits ConversationResolved,
                ConversationStarted,
                LeadFormOffered,
                LeadSubmitted,
                LeadUpdated,
                VisitorIdentified,
                ReplyMissed,
                VisitorsErased {
    /** Where it happened. */
    UUID workspaceId();
}
