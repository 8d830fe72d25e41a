package org.foyer.contracts.conversations;

import java.util.List;
import java.util.UUID;

/**
 * A conversation just opened, with its greeting.
 *
 * @param token opens this visitor's conversations with this agent
 */
public record StartedConversation(UUID id, String token, List<MessageView> messages) {}
