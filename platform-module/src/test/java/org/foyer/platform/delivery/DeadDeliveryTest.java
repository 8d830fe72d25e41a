package org.foyer.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Task;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.foyer.platform.database.FoyerDataSource;
import org.foyer.platform.database.Migrations;
import org.foyer.platform.jobs.Jobs;
import org.junit.jupiter.api.Test;

/** The real scheduler on a real database, with a consumer that never succeeds. */
class DeadDeliveryTest {
    private static final Delivery POISON =
            new Delivery("contacts.ConversationReactions", "conversations.lead-submitted", "{}");

    private final DataSource dataSource = database();
    private final DeliveryStatus status = new DeliveryStatus(Clock.systemUTC());
    private final DeadDeliveries dead = new DeadDeliveries();

    DeadDeliveryTest() {
        status.dataSource = dataSource;
        dead.dataSource = dataSource;
    }

    private static DataSource database() {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        dataSource.setUser("foyer");
        dataSource.setPassword("foyer");
        Migrations.run(dataSource, "platform");
        return dataSource;
    }

    private DeliveryEngine engine() {
        var deliverer = new Deliverer() {
            @Override
            public void deliver(Delivery delivery) {
                throw new IllegalStateException("poison");
            }
        };
        var engine = new DeliveryEngine(deliverer, dead, noJobs(), Clock.systemUTC(), Duration.ofSeconds(10));
        engine.dataSource = dataSource;
        engine.threads = new DaemonThreads();
        return engine;
    }

    private static Jobs noJobs() {
        return new Jobs() {
            @Override
            public List<Task<?>> tasks() {
                return List.of();
            }

            @Override
            public void scheduleRegularWork() {}
        };
    }

    @Test
    void keepsADeliveryForPeopleToSeeAfterItsLastAttempt() {
        var engine = engine();
        engine.schedule("event/observer", POISON, null);
        execute("update platform.scheduled_task set consecutive_failures = " + (DeliveryEngine.MAX_ATTEMPTS - 1));

        engine.start();
        waitUntilDead();
        engine.stop();

        assertThat(status.dead()).isEqualTo(1);
        assertThat(count("select count(*) from platform.scheduled_task")).isZero();
        assertThat(count("select count(*) from platform.dead_delivery where attempts = " + DeliveryEngine.MAX_ATTEMPTS
                        + " and last_error like '%poison%' and event = '{}'"))
                .isEqualTo(1);
    }

    @Test
    void schedulesAFailedDeliveryAgainWhileAttemptsAreLeft() {
        var engine = engine();
        engine.schedule("event/observer", POISON, null);

        engine.start();
        while (count("select count(*) from platform.scheduled_task where consecutive_failures >= 2") == 0) {
            LockSupport.parkNanos(20_000_000);
        }
        engine.stop();

        assertThat(status.dead()).isZero();
        assertThat(count("select count(*) from platform.scheduled_task")).isEqualTo(1);
    }

    @Test
    void buriesWhatCannotEvenBeRead() {
        var engine = engine();
        engine.schedule("event/observer", POISON, null);
        execute("update platform.scheduled_task set task_data = X'00ff', consecutive_failures = "
                + (DeliveryEngine.MAX_ATTEMPTS - 1));

        engine.start();
        waitUntilDead();
        engine.stop();

        assertThat(count("select count(*) from platform.dead_delivery where id = 'event/observer'"))
                .isEqualTo(1);
    }

    @Test
    void goesOnDeliveringWhenTheClockIsSetBackOrForward() {
        var offset = new AtomicReference<>(Duration.ZERO);
        var clock = new JumpingClock(offset);
        var made = ConcurrentHashMap.<String>newKeySet();
        var deliverer = new Deliverer() {
            @Override
            public void deliver(Delivery delivery) {
                made.add(delivery.event());
            }
        };
        var engine = new DeliveryEngine(deliverer, dead, noJobs(), clock, Duration.ofSeconds(1));
        engine.dataSource = dataSource;
        engine.threads = new DaemonThreads();
        engine.start();
        for (var jump :
                List.of(Duration.ofHours(-1), Duration.ofDays(2), Duration.ofHours(-30), Duration.ofMinutes(5))) {
            offset.updateAndGet(jump::plus);

            engine.schedule("event" + jump + "/observer", new Delivery("o", "e", jump.toString()), null);

            while (!made.contains(jump.toString())) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        engine.stop();
        assertThat(status.dead()).isZero();
        assertThat(engine.made()).isGreaterThanOrEqualTo(4);
    }

    /** The system's clock, set wrong. */
    private static final class JumpingClock extends Clock {
        private final AtomicReference<Duration> offset;

        JumpingClock(AtomicReference<Duration> offset) {
            this.offset = offset;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void keepsADeadDeliveryOnce() {
        dead.keep("event/observer", POISON, 25, "first", Instant.EPOCH);
        dead.keep("event/observer", POISON, 25, "second", Instant.EPOCH);
        assertThat(count("select count(*) from platform.dead_delivery where last_error = 'first'"))
                .isEqualTo(1);
        assertThat(status.dead()).isEqualTo(1);
    }

    private void waitUntilDead() {
        while (status.dead() == 0) {
            LockSupport.parkNanos(20_000_000);
        }
        // the row is kept first, the task goes right after it
        while (count("select count(*) from platform.scheduled_task") > 0) {
            LockSupport.parkNanos(20_000_000);
        }
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

    private static final class DaemonThreads implements ManagedThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }
}
