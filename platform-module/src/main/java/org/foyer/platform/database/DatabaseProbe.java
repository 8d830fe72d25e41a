package org.foyer.platform.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it answers, for no longer than the asker wants to wait: one that hangs keeps a thread for
 * minutes. There is one question at a time, whose answer all who ask meanwhile wait for.
 */
@ApplicationScoped
public class DatabaseProbe {
    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    @Resource
    ManagedThreadFactory threads;

    private @Nullable ExecutorService asker;
    private @Nullable Future<Boolean> asked;

    /** Called once the application is up. */
    public synchronized void start() {
        asker = Executors.newSingleThreadExecutor(threads);
    }

    public synchronized void stop() {
        if (asker != null) {
            asker.shutdownNow();
            asker = null;
        }
    }

    /** Whether it answered in time; false before the start and after the stop. */
    public boolean answersWithin(Duration patience) {
        var question = question();
        try {
            return question != null && question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized @Nullable Future<Boolean> question() {
        if (asker != null && (asked == null || asked.isDone())) {
            asked = asker.submit(this::ask);
        }
        return asker == null ? null : asked;
    }

    private boolean ask() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            return rows.next();
        }
    }
}
