package org.foyer.conversations.internal;

import java.util.UUID;

/** An entry of the agent's knowledge that retrieval found for a message; {@code score} lies between 0 and 1. */
record KnowledgeHit(UUID entryId, String title, String text, double score) {}
