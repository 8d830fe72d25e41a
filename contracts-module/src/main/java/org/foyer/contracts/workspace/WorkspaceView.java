package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.UUID;

/** A workspace: one team's agents, conversations, leads and contacts, invisible to every other. */
public record WorkspaceView(UUID id, String name, Instant createdAt) {}
