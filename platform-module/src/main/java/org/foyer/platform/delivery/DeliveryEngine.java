package org.foyer.platform.delivery;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.platform.jobs.Jobs;
import org.foyer.platform.json.Json;
import org.foyer.platform.log.Failures;
import org.foyer.platform.log.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs durable deliveries on db-scheduler. A delivery that fails is tried again after {@value #FIRST_DELAY_MILLIS} ms,
 * then ever later up to an hour; after {@value #MAX_ATTEMPTS} attempts (about half a day) it is dead: logged, counted and
 * kept in {@code dead_delivery}.
 */
@ApplicationScoped
public class DeliveryEngine {
    static final String TABLE = "platform.scheduled_task";
    static final int MAX_ATTEMPTS = 25;
    static final long FIRST_DELAY_MILLIS = 250;

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(10);
    private static final int THREADS = 8 + Jobs.AT_ONCE;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final int HOUSEKEEPERS = 4;
    private static final Logger LOG = Logger.getLogger(DeliveryEngine.class.getName());

    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    // Threads that know the application, in pools of our own: the scheduler shuts its pools down, which Payara's
    // forbid.
    @Resource
    ManagedThreadFactory threads;

    private final LongAdder made = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private Duration heartbeat;
    private Deliverer deliverer;
    private DeadDeliveries deadDeliveries;
    private Jobs jobs;
    private Clock clock;
    private @Nullable Scheduler scheduler;
    private OneTimeTask<Delivery> task;

    @Inject
    DeliveryEngine(
            Deliverer deliverer,
            DeadDeliveries deadDeliveries,
            Jobs jobs,
            Clock clock,
            @ConfigProperty(name = "foyer.delivery.heartbeat", defaultValue = "PT10S") Duration heartbeat) {
        if (heartbeat.compareTo(SHORTEST_HEARTBEAT) < 0 || heartbeat.compareTo(LONGEST_HEARTBEAT) > 0) {
            throw new IllegalArgumentException("FOYER_DELIVERY_HEARTBEAT must be between PT1S and PT10M");
        }
        this.heartbeat = heartbeat;
        this.deliverer = deliverer;
        this.deadDeliveries = deadDeliveries;
        this.jobs = jobs;
        this.clock = clock;
        this.task = Tasks.oneTime("delivery", Delivery.class)
                .onFailure(this::afterFailure)
                .execute((instance, context) -> deliver(instance));
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected DeliveryEngine() {}

    /** Begins to deliver, what was left undelivered by an earlier run first. Called once the application is up. */
    public synchronized void start() {
        if (scheduler().getSchedulerState().isStarted()) {
            return;
        }
        jobs.scheduleRegularWork();
        scheduler().start();
    }

    /** Stops after the deliveries under way. */
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
        }
    }

    /**
     * Stores a delivery in the caller's transaction.
     *
     * @param due when to make it; null for as soon as that is committed
     */
    void schedule(String id, Delivery delivery, @Nullable Instant due) {
        scheduler().schedule(task.instance(id, delivery), due == null ? clock.instant() : due);
    }

    /** Looks for due deliveries now instead of at the next poll. */
    void nudge() {
        scheduler().triggerCheckForDueExecutions();
    }

    /** How many deliveries this node has made since it started. */
    public long made() {
        return made.sum();
    }

    /** How many of its attempts have failed, those that later succeeded among them. */
    public long failed() {
        return failed.sum();
    }

    private void deliver(TaskInstance<Delivery> instance) {
        LogContext.enter("delivery", instance.getId());
        try {
            deliverer.deliver(instance.getData());
            made.increment();
        } finally {
            LogContext.leave();
        }
    }

    private synchronized Scheduler scheduler() {
        if (scheduler == null) {
            scheduler = build();
        }
        return scheduler;
    }

    private Scheduler build() {
        var tasks = new ArrayList<Task<?>>(jobs.tasks());
        tasks.add(task);
        var housekeepers = Executors.newScheduledThreadPool(HOUSEKEEPERS, threads);
        // the scheduler waits for a time of day: were the clock set back, it would sleep until then
        var unused = housekeepers.scheduleWithFixedDelay(
                this::nudge, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
        var builder = Scheduler.create(dataSource, tasks)
                .tableName(TABLE)
                .serializer(new JsonSerializer())
                .threads(THREADS)
                .executorService(Executors.newFixedThreadPool(THREADS, threads))
                .dueExecutor(Executors.newSingleThreadExecutor(threads))
                .housekeeperExecutor(housekeepers)
                .pollingInterval(POLL)
                .clock(clock::instant)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .schedulerName(new SchedulerName.Fixed("foyer-" + UUID.randomUUID()))
                .failureLogging(LogLevel.DEBUG, false);
        if (isPostgres()) {
            builder.pollUsingLockAndFetch(0.5, 4.0);
        }
        return builder.build();
    }

    private boolean isPostgres() {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    private void afterFailure(ExecutionComplete completed, ExecutionOperations<Delivery> operations) {
        failed.increment();
        var execution = completed.getExecution();
        var attempts = execution.consecutiveFailures + 1;
        var cause = Failures.loggable(completed.getCause().orElse(null));
        if (attempts < MAX_ATTEMPTS) {
            LOG.log(
                    Level.FINE,
                    cause,
                    () -> "delivery " + execution.taskInstance.getId() + " failed, attempt " + attempts);
            operations.reschedule(completed, clock.instant().plus(delayAfter(attempts)));
        } else {
            bury(execution, attempts, cause);
            operations.stop();
        }
    }

    private void bury(Execution execution, int attempts, @Nullable Throwable cause) {
        LOG.log(
                Level.SEVERE,
                cause,
                () -> "delivery " + execution.taskInstance.getId() + " is dead after " + attempts
                        + " attempts; it is kept in platform.dead_delivery");
        deadDeliveries.keep(
                execution.taskInstance.getId(),
                dataOf(execution),
                attempts,
                Failures.described(cause),
                clock.instant());
    }

    // What can't even be read must die too, instead of being picked for ever.
    private static Delivery dataOf(Execution execution) {
        try {
            return (Delivery) execution.taskInstance.getData();
        } catch (RuntimeException e) {
            return new Delivery("unreadable", "unreadable", "");
        }
    }

    /** Exponential, with up to a fifth of jitter so that colliding deliveries don't collide again. */
    static Duration delayAfter(int attempts) {
        var exponential = FIRST_DELAY_MILLIS * (1L << Math.min(attempts - 1, 20));
        var capped = Math.min(exponential, LONGEST_DELAY.toMillis());
        return Duration.ofMillis(capped + ThreadLocalRandom.current().nextLong(capped / 5 + 1));
    }

    private static final class JsonSerializer implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            try {
                return Json.mapper().writeValueAsBytes(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            try {
                return Json.mapper().readValue(data, type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
