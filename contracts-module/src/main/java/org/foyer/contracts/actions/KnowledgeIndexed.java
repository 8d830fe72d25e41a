package org.foyer.contracts.actions;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/** An entry of an agent's knowledge can be found by its meaning from now on, in its present wording. */
@EventName("actions.knowledge-indexed")
public record KnowledgeIndexed(UUID eventId, UUID workspaceId, UUID agentId, UUID entryId, Instant at)
        implements ActionsEvent {}
