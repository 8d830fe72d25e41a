package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.conversations.ActivityReport;
import org.foyer.contracts.conversations.Analytics;
import org.foyer.contracts.conversations.AnalyticsRange;
import org.foyer.contracts.conversations.FunnelCounts;
import org.foyer.contracts.conversations.LeadFormsReport;
import org.foyer.contracts.conversations.SourcesReport;
import org.foyer.contracts.workspace.Scope;
import org.foyer.contracts.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/** The numbers of the workspace. */
@Path("v1/analytics")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AnalyticsResource {
    @Inject
    private Analytics analytics;

    @Inject
    private Workspaces workspaces;

    record LeadFormsResponse(
            @JsonUnwrapped AnalyticsRange range,
            @JsonUnwrapped FunnelCounts totals,
            @Nullable Double medianSecondsToSubmit,
            List<LeadFormsReport.FieldCount> fields,
            List<PointResponse> series,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<GroupResponse> groups,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FunnelCounts other) {
        static LeadFormsResponse of(LeadFormsReport report) {
            return new LeadFormsResponse(
                    report.range(),
                    report.totals(),
                    report.medianSeconds(),
                    report.fields(),
                    report.series().stream()
                            .map(point -> new PointResponse(point.start(), point.counts()))
                            .toList(),
                    report.groups() == null
                            ? null
                            : report.groups().stream()
                                    .map(group -> new GroupResponse(group.key(), group.counts()))
                                    .toList(),
                    report.other());
        }
    }

    record PointResponse(Instant start, @JsonUnwrapped FunnelCounts counts) {}

    record GroupResponse(
            @Nullable String key, @JsonUnwrapped FunnelCounts counts) {}

    record ActivityResponse(
            @JsonUnwrapped AnalyticsRange range,
            long total,
            List<ActivityReport.Point> series,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ActivityReport.Group> groups,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long other) {
        static ActivityResponse of(ActivityReport report) {
            return new ActivityResponse(
                    report.range(), report.total(), report.series(), report.groups(), report.other());
        }
    }

    record SourcesResponse(
            Instant from,
            Instant to,
            String timeZone,
            String touch,
            String by,

            @JsonUnwrapped SourcesReport.Counts totals,

            List<SourceResponse> items,
            SourcesReport.Counts other) {
        static SourcesResponse of(SourcesReport report) {
            return new SourcesResponse(
                    report.range().from(),
                    report.range().to(),
                    report.range().timeZone(),
                    report.touch(),
                    report.by(),
                    report.totals(),
                    report.items().stream()
                            .map(item -> new SourceResponse(item.value(), item.counts()))
                            .toList(),
                    report.other());
        }
    }

    record SourceResponse(
            @Nullable String value, @JsonUnwrapped SourcesReport.Counts counts) {}

    @GET
    @Path("lead-forms")
    @Requires(Scope.READ)
    public LeadFormsResponse leadForms(@BeanParam AnalyticsFilter filter, @Context SecurityContext security) {
        return LeadFormsResponse.of(analytics.leadForms(filter.query(Principals.caller(security), workspaces)));
    }

    @GET
    @Path("conversations")
    @Requires(Scope.READ)
    public ActivityResponse conversations(@BeanParam AnalyticsFilter filter, @Context SecurityContext security) {
        return ActivityResponse.of(analytics.conversations(filter.query(Principals.caller(security), workspaces)));
    }

    @GET
    @Path("leads")
    @Requires(Scope.READ)
    public ActivityResponse leads(@BeanParam AnalyticsFilter filter, @Context SecurityContext security) {
        return ActivityResponse.of(analytics.leads(filter.query(Principals.caller(security), workspaces)));
    }

    @GET
    @Path("sources")
    @Requires(Scope.READ)
    public SourcesResponse sources(
            @QueryParam("agent_id") @Nullable String agentId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("touch") @Nullable String touch,
            @QueryParam("by") @Nullable String by,
            @Context SecurityContext security) {
        var filter = AnalyticsFilter.ofPeriod(agentId, from, to);
        return SourcesResponse.of(analytics.sources(filter.query(Principals.caller(security), workspaces), touch, by));
    }
}
