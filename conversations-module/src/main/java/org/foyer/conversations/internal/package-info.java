/**
 * Owns conversations, their messages and decisions, the agent's replies, lead forms and leads. Whoever changes it may
 * rely on one thing: what a visitor was told is saved is committed, together with the event that tells others.
 */
@NullMarked
package org.foyer.conversations.internal;

import org.jspecify.annotations.NullMarked;
