package org.foyer.launcher;

import java.util.ArrayDeque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a deployment failed. The server answers with the message of its outermost wrapper and logs the
 * exception itself, several times and each time with less of its causes: the one with the most is the one to report.
 */
final class Causes extends Handler {
    private static final int MOST_LINES = 3;
    private static final int MOST_CHARACTERS = 300;

    private List<Throwable> deepest = List.of();

    @Override
    public synchronized void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            consider(entry.getThrown());
        }
    }

    synchronized void consider(@Nullable Throwable failure) {
        var chain = Stream.iterate(failure, cause -> cause != null, cause -> cause.getCause())
                .limit(50)
                .toList();
        if (chain.size() > deepest.size()) {
            deepest = chain;
        }
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
