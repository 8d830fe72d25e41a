package org.foyer.api.management;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** The filters that every list and export of leads takes. */
public class LeadFilter {
    @QueryParam("since")
    @Nullable String since;

    @QueryParam("until")
    @Nullable String until;

    @QueryParam("status")
    @Nullable String status;

    @QueryParam("q")
    @Nullable String text;

    /**
     * What the caller may see of what it asks for.
     *
     * @param agentId the one agent that is asked for, null for all within the caller's reach
     */
    LeadQuery query(Caller caller, @Nullable UUID agentId) {
        if (agentId != null) {
            Reach.require(caller, agentId, "agent");
        }
        return new LeadQuery(
                caller.workspaceId(),
                agentId == null ? caller.agentId() : agentId,
                ListParameters.time("since", since),
                ListParameters.time("until", until),
                status,
                ListParameters.text("q", text));
    }
}
