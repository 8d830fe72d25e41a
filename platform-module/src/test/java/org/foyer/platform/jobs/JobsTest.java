package org.foyer.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.foyer.platform.database.FoyerDataSource;
import org.foyer.platform.database.Migrations;
import org.foyer.platform.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real scheduler on a real database. */
@Timeout(60)
class JobsTest {
    private final DataSource dataSource = database();

    private static DataSource database() {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        dataSource.setUser("foyer");
        dataSource.setPassword("foyer");
        Migrations.run(dataSource, "platform");
        return dataSource;
    }

    /** Counts to a number, one a step; fails where it is told to. */
    private static final class Counting implements Job {
        private final int target;
        private final int failures;
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final List<String> reasons = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        private Counting(int target, int failures) {
            this.target = target;
            this.failures = failures;
        }

        @Override
        public String name() {
            return "tests.counting";
        }

        @Override
        public boolean step(UUID id) {
            if (count.get() == 1 && failed.get() < failures) {
                failed.incrementAndGet();
                throw new IllegalStateException("not yet");
            }
            if (count.incrementAndGet() < target) {
                return true;
            }
            ended.countDown();
            return false;
        }

        @Override
        public void givenUp(UUID id, String reason) {
            reasons.add(reason);
            ended.countDown();
        }
    }

    private Jobs jobs(List<Job> jobs, List<Nightly> nightlies) {
        return jobs(jobs, nightlies, List.of());
    }

    private Jobs jobs(List<Job> jobs, List<Nightly> nightlies, List<Recurring> recurrings) {
        var made = new Jobs(jobs, nightlies, recurrings, new JobSteps(), submitted -> {}, Clock.systemUTC());
        made.dataSource = dataSource;
        return made;
    }

    private Scheduler scheduler(Jobs jobs) {
        return Scheduler.create(dataSource, new ArrayList<Task<?>>(jobs.tasks()))
                .tableName(Jobs.TABLE)
                .pollingInterval(Duration.ofMillis(50))
                .threads(4)
                .build();
    }

    private void runUntilEnded(Jobs jobs, Counting counting) throws InterruptedException {
        var scheduler = scheduler(jobs);
        scheduler.start();
        assertThat(counting.ended.await(30, TimeUnit.SECONDS)).isTrue();
        scheduler.stop();
    }

    @Test
    void stepsUntilThereIsNoMoreAndLeavesNothingBehind() throws Exception {
        var counting = new Counting(5, 0);
        var jobs = jobs(List.of(counting), List.of());
        var id = Ids.next();
        jobs.submit(counting, id);
        jobs.submit(counting, id);
        assertThat(count("select count(*) from platform.scheduled_task")).isEqualTo(1);

        runUntilEnded(jobs, counting);

        assertThat(counting.count).hasValue(5);
        assertThat(count("select count(*) from platform.scheduled_task")).isZero();
    }

    @Test
    void goesOnBehindTheLastStepAfterAFailure() throws Exception {
        var counting = new Counting(3, 2);
        var jobs = jobs(List.of(counting), List.of());
        jobs.submit(counting, Ids.next());

        runUntilEnded(jobs, counting);

        assertThat(counting.count).hasValue(3);
        assertThat(counting.failed).hasValue(2);
        assertThat(counting.reasons).isEmpty();
    }

    @Test
    void givesUpAfterTheLastAttemptAndSaysWhy() throws Exception {
        var counting = new Counting(3, Integer.MAX_VALUE);
        counting.count.set(1);
        var jobs = jobs(List.of(counting), List.of());
        jobs.submit(counting, Ids.next());
        execute("update platform.scheduled_task set consecutive_failures = " + (Jobs.MAX_ATTEMPTS - 1));

        runUntilEnded(jobs, counting);

        assertThat(counting.reasons).singleElement().asString().contains("not yet");
        assertThat(count("select count(*) from platform.scheduled_task")).isZero();
    }

    @Test
    void doesNightlyWorkAndAwaitsTheNextNight() throws Exception {
        var steps = new AtomicInteger();
        var done = new CountDownLatch(1);
        var nightly = new Nightly() {
            @Override
            public String name() {
                return "tests.nightly";
            }

            @Override
            public boolean step() {
                if (steps.incrementAndGet() < 3) {
                    return true;
                }
                done.countDown();
                return false;
            }
        };
        var jobs = jobs(List.of(), List.of(nightly));
        jobs.scheduleRegularWork();
        jobs.scheduleRegularWork();
        assertThat(count("select count(*) from platform.scheduled_task where execution_time > current_timestamp"))
                .isEqualTo(1);
        execute("update platform.scheduled_task set execution_time = current_timestamp");

        var scheduler = scheduler(jobs);
        scheduler.start();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        scheduler.stop();

        assertThat(steps).hasValue(3);
        assertThat(count("select count(*) from platform.scheduled_task where execution_time > current_timestamp"
                        + " and extract(hour from execution_time at time zone 'UTC') = 3"))
                .isEqualTo(1);
    }

    private void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void recurringWorkIsDoneAgainAndAgainAlsoAfterAFailure() throws Exception {
        var times = new CountDownLatch(5);
        var recurring = new Recurring() {
            @Override
            public String name() {
                return "tests.recurring";
            }

            @Override
            public Duration pause() {
                return Duration.ofMillis(1);
            }

            @Override
            public boolean step() {
                times.countDown();
                if (times.getCount() == 3) {
                    throw new IllegalStateException("not this time");
                }
                return false;
            }
        };
        var jobs = jobs(List.of(), List.of(), List.of(recurring));
        jobs.scheduleRegularWork();
        jobs.scheduleRegularWork();
        var scheduler = scheduler(jobs);
        scheduler.start();
        assertThat(times.await(30, TimeUnit.SECONDS)).isTrue();
        scheduler.stop();
        assertThat(count("select count(*) from platform.scheduled_task")).isEqualTo(1);
    }
}
