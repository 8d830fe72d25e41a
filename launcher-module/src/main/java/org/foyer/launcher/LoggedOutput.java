package org.foyer.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Logger;

/** Sends what libraries print to the log, line by line: the console belongs to the launcher. */
final class LoggedOutput extends OutputStream {
    private final Logger logger;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private LoggedOutput(String name) {
        logger = Logger.getLogger(name);
    }

    static PrintStream named(String name) {
        return new PrintStream(new LoggedOutput(name), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n') {
            var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (!text.isEmpty()) {
                logger.info(text);
            }
        } else {
            line.write(octet);
        }
    }
}
