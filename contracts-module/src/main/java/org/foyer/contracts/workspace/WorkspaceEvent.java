package org.foyer.contracts.workspace;

import org.foyer.contracts.event.DomainEvent;

/** What happens to the people of an installation. */
public sealed interface WorkspaceEvent extends DomainEvent
        permits PasswordResetRequested, MemberInvited, LeadMailPlanned {}
