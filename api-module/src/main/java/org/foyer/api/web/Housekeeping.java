package org.foyer.api.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.platform.idempotency.KeptResponses;
import org.jspecify.annotations.Nullable;

/** Removes, once an hour, what is kept for a time only. Losing a run is harmless, so no durable task is needed. */
@ApplicationScoped
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class.getName());

    /** So long a client may be away and still hear of everything when it comes back. */
    private static final Duration LIVE_EVENTS_KEPT = Duration.ofDays(7);

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    private KeptResponses keptResponses;

    @Inject
    private LiveFeed liveFeed;

    @Inject
    private Clock clock;

    private @Nullable ScheduledFuture<?> hourly;

    void start() {
        hourly = executor.scheduleWithFixedDelay(this::tidy, 10, 60, TimeUnit.MINUTES);
    }

    void stop() {
        if (hourly != null) {
            hourly.cancel(false);
        }
    }

    private void tidy() {
        try {
            keptResponses.forgetExpired();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "expired responses were not removed; the next run tries again", e);
        }
        try {
            var before = clock.instant().minus(LIVE_EVENTS_KEPT);
            while (liveFeed.forgetSome(before)) {
                // a thousand at a time, each in a transaction of its own
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "old live events were not removed; the next run tries again", e);
        }
    }
}
