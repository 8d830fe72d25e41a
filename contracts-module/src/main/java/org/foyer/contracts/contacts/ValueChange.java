package org.foyer.contracts.contacts;

import org.jspecify.annotations.Nullable;

/**
 * What became of a field: a text, number, truth or list of texts as the HTTP contract has it.
 *
 * @param before null where there was no value
 * @param after null where there is none now
 */
public record ValueChange(@Nullable Object before, @Nullable Object after) {}
