package org.foyer.contracts.conversations;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The team's side of conversations. A foreign conversation is NOT_FOUND, and so is one of another agent for an API key
 * bound to an agent. A member's message takes a conversation over: from then on the agent is silent, in whatever order
 * messages arrive, until {@link #change} gives the conversation back to it.
 */
public interface Conversations {
    /** Latest activity first; an activity is a message, whoever's. */
    Page<ConversationSummary> list(ConversationQuery query, PageRequest page);

    ConversationView get(UUID workspaceId, UUID conversationId);

    /** How many messages of the visitor this member has not read, for each of the conversations that has some. */
    Map<UUID, Integer> unread(UUID memberId, Collection<UUID> conversationIds);

    /**
     * Writes to the visitor and takes the conversation over. The author is the member, shown by name; what an API key
     * writes is shown without a name.
     *
     * @param body {@code text} (1–8000)
     */
    MessageView reply(Caller caller, UUID conversationId, Map<String, Object> body);

    /**
     * Changes what the team decides of a conversation. What is changed to what it was is no change: it tells nobody.
     *
     * @param body any of {@code status}, {@code assignee_id} (a member of the workspace, null for none), {@code tags} (at
     *     most 20 of 1–50 characters; two that differ in case only are one), {@code agent_replies}
     * @param before is given the conversation, its row locked, before anything is changed, and may refuse
     */
    ConversationView change(
            Caller caller, UUID conversationId, Map<String, Object> body, Consumer<ConversationState> before);

    /**
     * Writes a note for the team; it takes nothing over and is no activity.
     *
     * @param body {@code text} (1–8000)
     */
    NoteView note(Caller caller, UUID conversationId, Map<String, Object> body);

    /**
     * Marks a conversation as read by the calling member, up to a message. A mark never moves back.
     *
     * @param body {@code message_id}; null or absent: up to the last one
     * @throws org.foyer.contracts.refusal.Refusal FORBIDDEN for an API key, which reads for nobody
     */
    void read(Caller caller, UUID conversationId, Map<String, Object> body);

    /** Says that the calling member is writing: the visitor may see it for some seconds. Kept nowhere. */
    void typing(Caller caller, UUID conversationId);

    /** A decision per visitor message, oldest first. */
    List<DecisionView> decisions(UUID workspaceId, UUID conversationId);

    /** What the agent makes of an action's description, such as "call-back"; empty if nothing was understood. */
    List<String> understoodAs(String description);

    /**
     * What the team decides of a conversation.
     *
     * @param status open or resolved
     * @param agentReplies false while the team has taken over
     */
    record ConversationState(String status, @Nullable UUID assigneeId, List<String> tags, boolean agentReplies) {}
}
