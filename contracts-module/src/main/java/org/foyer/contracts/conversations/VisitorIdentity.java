package org.foyer.contracts.conversations;

import java.util.UUID;

/** The visitor a token stands for: one browser's conversations with one agent, and nothing else. */
public record VisitorIdentity(UUID visitorId, UUID agentId, UUID workspaceId) {}
