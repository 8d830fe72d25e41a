package org.foyer.api.limit;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.platform.share.SharedCounts;
import org.jspecify.annotations.Nullable;

/**
 * Makes the limits hold on all nodes of a database together: each tells the others four times a second what its callers
 * have spent, and takes what it hears off their quotas. No request waits for it. An H2 file has one node only.
 */
@ApplicationScoped
public class SharedLimits {
    private static final Logger LOG = Logger.getLogger(SharedLimits.class.getName());
    private static final long PAUSE_MILLIS = 250;
    private static final int ROUNDS_BETWEEN_TIDYING = 240;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Inject
    private RateLimits.Limiters limiters;

    @Inject
    private SharedCounts counts;

    @Inject
    @ConfigProperty(name = "foyer.db.url")
    private String databaseUrl;

    private @Nullable ScheduledFuture<?> rounds;
    private int round;
    private boolean failed;

    /** Begins to listen to other nodes. */
    public void start() {
        if (databaseUrl.startsWith("jdbc:postgresql:") && limiters.any()) {
            rounds = executor.scheduleWithFixedDelay(this::exchange, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    public void stop() {
        if (rounds != null) {
            rounds.cancel(false);
        }
    }

    private void exchange() {
        try {
            counts.tell(limiters.spentHere());
            limiters.spentElsewhere(counts.news());
            if (++round % ROUNDS_BETWEEN_TIDYING == 0) {
                counts.forgetOld();
            }
            failed = false;
        } catch (RuntimeException e) {
            // each node goes on with what it knows; told of once, for this comes again four times a second
            LOG.log(failed ? Level.FINE : Level.WARNING, "limits are not shared with other nodes for now", e);
            failed = true;
        }
    }
}
