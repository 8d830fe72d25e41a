package org.foyer.api.management;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.foyer.contracts.conversations.ConversationQuery;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Which conversations are listed. */
public class ConversationFilter {
    private static final String NOBODY = "none";
    private static final String MYSELF = "me";

    @QueryParam("status")
    @Nullable String status;

    @QueryParam("agent_id")
    @Nullable String agentId;

    @QueryParam("assignee_id")
    @Nullable String assigneeId;

    @QueryParam("tag")
    @Nullable String tag;

    @QueryParam("q")
    @Nullable String text;

    /** What the caller may see of what it asks for. */
    ConversationQuery query(Caller caller) {
        var agent = ListParameters.id("agent_id", agentId);
        if (agent != null) {
            Reach.require(caller, agent, "agent");
        }
        return new ConversationQuery(
                caller.workspaceId(),
                status,
                agent == null ? caller.agentId() : agent,
                assignee(caller),
                NOBODY.equals(assigneeId),
                ListParameters.text("tag", tag),
                ListParameters.text("q", text));
    }

    private @Nullable UUID assignee(Caller caller) {
        if (NOBODY.equals(assigneeId)) {
            return null;
        }
        if (!MYSELF.equals(assigneeId)) {
            return ListParameters.id("assignee_id", assigneeId);
        }
        if (caller.memberId() == null) {
            throw Refusal.invalid("/query/assignee_id", "must not be me where an API key asks");
        }
        return caller.memberId();
    }
}
