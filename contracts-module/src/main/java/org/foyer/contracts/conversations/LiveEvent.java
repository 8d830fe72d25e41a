package org.foyer.contracts.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, with what it happened to as it is now.
 *
 * @param agentId the agent whose conversation or lead it is
 */
public record LiveEvent(LiveEntry entry, UUID agentId, Subject subject) {
    /** What it happened to. */
    public sealed interface Subject {}

    /**
     * A message.
     *
     * @param changedForm the form in it that got another status; null for a new message and for an answered question
     */
    public record OfMessage(
            UUID conversationId,
            MessageView message,
            @Nullable FormView changedForm) implements Subject {}

    public record OfLead(LeadView lead) implements Subject {}

    /** A conversation or a private note, by its id: whoever shows it reads it as it shows it. */
    public record OfConversation(UUID conversationId, UUID subjectId) implements Subject {}
}
