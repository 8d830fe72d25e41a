package org.foyer.platform.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.foyer.platform.log.Failures;
import org.jspecify.annotations.Nullable;

/** Submits long work and runs it on the scheduler of the deliveries, {@value #AT_ONCE} at a time on a node. */
@ApplicationScoped
public class Jobs {
    /** How many jobs a node works at; the scheduler has as many threads beyond those of the deliveries. */
    public static final int AT_ONCE = 2;

    static final int MAX_ATTEMPTS = 12;
    static final String TABLE = "platform.scheduled_task";

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_A_TURN = Duration.ofSeconds(1);
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 17);
    private static final String NIGHTLY = "nightly";
    private static final String RECURRING = "recurring";
    private static final Logger LOG = Logger.getLogger(Jobs.class.getName());

    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private volatile Instant turnedAway = Instant.EPOCH;

    private Iterable<Job> jobs;
    private Iterable<Nightly> nightlies;
    private Iterable<Recurring> recurrings;
    private JobSteps steps;
    private Consumer<JobSubmitted> submitted;
    private Clock clock;
    private @Nullable SchedulerClient client;
    private CustomTask<Void> jobTask;
    private CustomTask<Void> nightlyTask;
    private CustomTask<Void> recurringTask;

    @Inject
    Jobs(
            Instance<Job> jobs,
            Instance<Nightly> nightlies,
            Instance<Recurring> recurrings,
            JobSteps steps,
            Event<JobSubmitted> submitted,
            Clock clock) {
        this(jobs, nightlies, recurrings, steps, submitted::fire, clock);
    }

    Jobs(
            Iterable<Job> jobs,
            Iterable<Nightly> nightlies,
            Iterable<Recurring> recurrings,
            JobSteps steps,
            Consumer<JobSubmitted> submitted,
            Clock clock) {
        this.jobs = jobs;
        this.nightlies = nightlies;
        this.recurrings = recurrings;
        this.steps = steps;
        this.submitted = submitted;
        this.clock = clock;
        this.jobTask = Tasks.custom("job", Void.class)
                .onFailure(this::jobFailed)
                .onDeadExecutionRevive()
                .execute(this::runJob);
        this.nightlyTask = Tasks.custom(NIGHTLY, Void.class)
                .onFailure(this::nightlyFailed)
                .onDeadExecutionRevive()
                .execute(this::runNightly);
        this.recurringTask = Tasks.custom(RECURRING, Void.class)
                .onFailure(this::recurringFailed)
                .onDeadExecutionRevive()
                .execute(this::runRecurring);
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Jobs() {}

    /**
     * Has the work done as soon as the caller's transaction is committed; rolled back, nothing is done. Work already
     * submitted and not yet finished is not submitted twice.
     */
    public void submit(Job job, UUID id) {
        client().scheduleIfNotExists(jobTask.instance(job.name() + "/" + id), clock.instant());
        submitted.accept(new JobSubmitted(job.name()));
    }

    /** What the scheduler runs. */
    public List<Task<?>> tasks() {
        return List.of(jobTask, nightlyTask, recurringTask);
    }

    /** Sees to it that every nightly and every recurring work has its row; called when the scheduler starts. */
    public void scheduleRegularWork() {
        for (var nightly : nightlies) {
            client().scheduleIfNotExists(nightlyTask.instance(nightly.name()), nextNight());
        }
        for (var recurring : recurrings) {
            client().scheduleIfNotExists(recurringTask.instance(recurring.name()), clock.instant());
        }
    }

    private synchronized SchedulerClient client() {
        if (client == null) {
            client = SchedulerClient.Builder.create(dataSource, jobTask, nightlyTask, recurringTask)
                    .tableName(TABLE)
                    .build();
        }
        return client;
    }

    private CompletionHandler<Void> runJob(TaskInstance<Void> instance, ExecutionContext context) {
        var id = idOf(instance.getId());
        var job = jobOf(instance.getId());
        return takeTurn(context, () -> steps.step(job, id)) ? this::goOnLater : Jobs::finished;
    }

    private CompletionHandler<Void> runNightly(TaskInstance<Void> instance, ExecutionContext context) {
        for (var nightly : nightlies) {
            if (nightly.name().equals(instance.getId())) {
                var more = takeTurn(context, () -> steps.step(nightly));
                return more ? this::goOnLater : (done, operations) -> operations.reschedule(done, nextNight());
            }
        }
        return Jobs::finished;
    }

    private CompletionHandler<Void> runRecurring(TaskInstance<Void> instance, ExecutionContext context) {
        for (var recurring : recurrings) {
            if (recurring.name().equals(instance.getId())) {
                var more = takeTurn(context, () -> steps.step(recurring));
                return more
                        ? this::goOnLater
                        : (done, operations) ->
                                operations.reschedule(done, clock.instant().plus(recurring.pause()));
            }
        }
        return Jobs::finished;
    }

    /** Works until all is done, the node stops, or others wait for a turn. Answers whether there is more to do. */
    private boolean takeTurn(ExecutionContext context, BooleanSupplier step) {
        if (!turns.tryAcquire()) {
            turnedAway = clock.instant();
            return true;
        }
        try {
            var begun = clock.instant();
            while (step.getAsBoolean()) {
                var othersWait = turnedAway.isAfter(begun) && clock.instant().isAfter(begun.plus(TURN));
                if (othersWait || context.getSchedulerState().isShuttingDown()) {
                    return true;
                }
            }
            return false;
        } finally {
            turns.release();
        }
    }

    private void goOnLater(ExecutionComplete done, ExecutionOperations<Void> operations) {
        operations.reschedule(done, clock.instant().plus(WAIT_FOR_A_TURN));
    }

    private static void finished(ExecutionComplete done, ExecutionOperations<Void> operations) {
        operations.stop();
    }

    private void jobFailed(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        var instance = failed.getExecution().taskInstance.getId();
        var attempts = failed.getExecution().consecutiveFailures + 1;
        var cause = Failures.loggable(failed.getCause().orElse(null));
        if (attempts < MAX_ATTEMPTS) {
            LOG.log(Level.FINE, cause, () -> "job " + instance + " failed, attempt " + attempts);
            operations.reschedule(failed, clock.instant().plus(delayAfter(attempts)));
            return;
        }
        LOG.log(Level.SEVERE, cause, () -> "job " + instance + " is given up after " + attempts + " attempts");
        steps.givenUp(jobOf(instance), idOf(instance), Failures.described(cause));
        operations.stop();
    }

    private void nightlyFailed(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        var attempts = failed.getExecution().consecutiveFailures + 1;
        var tonight = attempts < MAX_ATTEMPTS;
        LOG.log(
                tonight ? Level.FINE : Level.SEVERE,
                Failures.loggable(failed.getCause().orElse(null)),
                () -> "nightly " + failed.getExecution().taskInstance.getId() + " failed, attempt " + attempts);
        operations.reschedule(failed, tonight ? clock.instant().plus(delayAfter(attempts)) : nextNight());
    }

    // It is never given up: what it should have done is still to be done. From the twelfth failure on it is told of.
    private void recurringFailed(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        var attempts = failed.getExecution().consecutiveFailures + 1;
        LOG.log(
                attempts < MAX_ATTEMPTS ? Level.FINE : Level.SEVERE,
                Failures.loggable(failed.getCause().orElse(null)),
                () -> "recurring " + failed.getExecution().taskInstance.getId() + " failed, attempt " + attempts);
        operations.reschedule(failed, clock.instant().plus(delayAfter(Math.min(attempts, MAX_ATTEMPTS))));
    }

    static Duration delayAfter(int attempts) {
        return FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, 20));
    }

    private Instant nextNight() {
        return Schedules.daily(ZoneOffset.UTC, AT_NIGHT)
                .getNextExecutionTime(ExecutionComplete.simulatedSuccess(clock.instant()));
    }

    private Job jobOf(String instance) {
        var name = instance.substring(0, instance.lastIndexOf('/'));
        for (var job : jobs) {
            if (job.name().equals(name)) {
                return job;
            }
        }
        throw new IllegalStateException("no job is named " + name);
    }

    private static UUID idOf(String instance) {
        return UUID.fromString(instance.substring(instance.lastIndexOf('/') + 1));
    }
}
