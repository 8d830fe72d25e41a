package org.foyer.contracts.actions;

import org.foyer.contracts.event.DomainEvent;

/** What the actions context tells others. */
public sealed interface ActionsEvent extends DomainEvent permits KnowledgeIndexed {}
