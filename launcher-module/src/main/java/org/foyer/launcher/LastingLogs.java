package org.foyer.launcher;

import java.util.logging.LogManager;

/**
 * Lets the log last until the process is gone. The JDK's log manager closes all handlers as soon as the process begins
 * to end, while the application is still finishing its work; then nothing of that would be logged. Made by the JDK,
 * which is told its name in a system property.
 */
public final class LastingLogs extends LogManager {
    public LastingLogs() {}

    @Override
    public void reset() {
        var endOfProcess = Thread.currentThread().getClass().getEnclosingClass() == LogManager.class;
        if (!endOfProcess) {
            super.reset();
        }
    }
}
