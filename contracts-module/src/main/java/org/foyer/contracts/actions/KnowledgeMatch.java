package org.foyer.contracts.actions;

import java.util.UUID;

/**
 * An entry that may answer a visitor.
 *
 * @param score how near it is, 0 to 1; from .70 it answers, from .50 it may be what was meant
 */
public record KnowledgeMatch(UUID entryId, String title, String text, double score) {}
