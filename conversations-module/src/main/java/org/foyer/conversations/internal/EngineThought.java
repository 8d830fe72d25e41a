package org.foyer.conversations.internal;

import org.foyer.contracts.conversations.Chat;
import org.jspecify.annotations.Nullable;

/**
 * A turn thought out, before the policy has decided on it.
 *
 * @param engine the name of the engine that answered
 * @param failure why a language model did not, for the operator; null if none was asked
 */
record EngineThought(
        String engine, EngineReply reply, @Nullable String failure) implements Chat.Thought {}
