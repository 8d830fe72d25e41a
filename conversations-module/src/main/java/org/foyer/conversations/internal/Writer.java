package org.foyer.conversations.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who of the team writes.
 *
 * @param memberId null for an API key
 * @param name shown to the visitor; null where there is none to show
 */
record Writer(@Nullable UUID memberId, @Nullable String name) {}
