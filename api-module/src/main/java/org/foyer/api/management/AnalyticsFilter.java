package org.foyer.api.management;

import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import org.foyer.contracts.conversations.AnalyticsQuery;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/** What questions for numbers take. */
public class AnalyticsFilter {
    @QueryParam("agent_id")
    @Nullable String agentId;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("interval")
    @Nullable String interval;

    @QueryParam("group_by")
    @Nullable String groupBy;

    /** Of a question that is not about a series. */
    static AnalyticsFilter ofPeriod(@Nullable String agentId, @Nullable String from, @Nullable String to) {
        var filter = new AnalyticsFilter();
        filter.agentId = agentId;
        filter.from = from;
        filter.to = to;
        return filter;
    }

    /** Days are the workspace's; a key bound to one agent counts that agent's things alone. */
    AnalyticsQuery query(Caller caller, Workspaces workspaces) {
        var agent = ListParameters.id("agent_id", agentId);
        if (agent != null) {
            Reach.require(caller, agent, "agent");
        }
        return new AnalyticsQuery(
                caller.workspaceId(),
                agent == null ? caller.agentId() : agent,
                ZoneId.of(workspaces.get(caller.workspaceId()).timeZone()),
                from,
                to,
                interval,
                groupBy);
    }
}
