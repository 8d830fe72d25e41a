package org.foyer.launcher;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a deployment failed. The server answers with the message of its outermost wrapper and logs the
 * exception itself, several times and each time with less of its causes: the one with the most is the one to report,
 * and one about the database before any other.
 */
final class Causes extends Handler {
    private static final int MOST_CAUSES = 50;
    private static final int MOST_LINES = 3;
    private static final int MOST_CHARACTERS = 300;

    private List<Throwable> deepest = List.of();

    @Override
    public synchronized void publish(LogRecord entry) {
        var chain = chain(entry.getThrown());
        // Hibernate only warns that there is no database, and then fails for want of what it would have asked it
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue() || aboutDatabase(chain)) {
            consider(chain);
        }
    }

    void consider(@Nullable Throwable failure) {
        consider(chain(failure));
    }

    private synchronized void consider(List<Throwable> chain) {
        var better =
                aboutDatabase(chain) == aboutDatabase(deepest) ? chain.size() > deepest.size() : aboutDatabase(chain);
        if (better) {
            deepest = chain;
        }
    }

    private static List<Throwable> chain(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, cause -> cause.getCause())
                .limit(MOST_CAUSES)
                .toList();
    }

    private static boolean aboutDatabase(List<Throwable> chain) {
        return chain.stream().anyMatch(SQLException.class::isInstance);
    }

    /** The innermost reasons, from the outside in; {@code fallback} where nothing was logged. */
    synchronized String describe(String fallback) {
        var lines = new ArrayDeque<String>();
        for (int i = deepest.size() - 1; i >= 0; i--) {
            var message = deepest.get(i).getMessage();
            var inner = lines.peekFirst();
            if (message == null || message.isBlank() || (inner != null && message.endsWith(inner))) {
                continue; // says nothing, or nothing new before what it wraps
            }
            if (inner != null && message.contains(inner)) {
                lines.removeFirst();
            } else if (lines.size() == MOST_LINES) {
                break;
            }
            lines.addFirst(message);
        }
        if (lines.isEmpty()) {
            lines.add(
                    deepest.isEmpty()
                            ? fallback
                            : deepest.get(deepest.size() - 1).toString());
        }
        return String.join("\n", lines.stream().map(Causes::shorten).toList());
    }

    private static String shorten(String message) {
        var line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is held
    }
}
