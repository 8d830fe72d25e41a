package org.foyer.conversations.internal;

import java.util.UUID;

/** An entry of the agent's knowledge that may answer a message; {@code score} says how near it is, at most 1. */
record KnowledgeHit(UUID entryId, String title, String text, double score) {}
