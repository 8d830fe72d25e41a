package org.foyer.contracts.conversations;

import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to count. The texts are as a client gave them.
 *
 * @param agentId null for every agent
 * @param timeZone in which days begin: the workspace's
 * @param from an RFC 3339 time, or a date: its beginning; null for 29 days before the day of {@code to}
 * @param to an RFC 3339 time that is no longer in, or a date that is; null for now
 * @param interval hour, day, week (from Monday) or month; null for day
 * @param groupBy agent, page or source; null for no groups
 */
public record AnalyticsQuery(
        UUID workspaceId,
        @Nullable UUID agentId,
        ZoneId timeZone,
        @Nullable String from,
        @Nullable String to,
        @Nullable String interval,
        @Nullable String groupBy) {}
