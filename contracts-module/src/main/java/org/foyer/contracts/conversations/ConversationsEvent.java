package org.foyer.contracts.conversations;

import org.foyer.contracts.event.DomainEvent;

/** What the conversations context tells others. */
public sealed interface ConversationsEvent extends DomainEvent
        permits ConversationResolved,
                ConversationStarted,
                LeadFormOffered,
                LeadSubmitted,
                VisitorIdentified,
                ReplyMissed {}
