package org.foyer.platform.log;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Failures as they may be logged: a database's messages quote the values of a row, which may be a person's. */
public final class Failures {
    private Failures() {}

    /** The failure itself, or, where a database had a part in it, its like with the same stack trace and no message. */
    public static @Nullable Throwable loggable(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return WithoutMessage.of(failure);
            }
        }
        return failure;
    }

    /** In a line. */
    public static String described(@Nullable Throwable failure) {
        var loggable = loggable(failure);
        return loggable instanceof WithoutMessage ? String.valueOf(loggable.getMessage()) : String.valueOf(loggable);
    }

    private static final class WithoutMessage extends Exception {
        private static final long serialVersionUID = 1L;

        private WithoutMessage(Throwable of) {
            super(named(of), of(of.getCause()), false, true);
            setStackTrace(of.getStackTrace());
        }

        static @Nullable Throwable of(@Nullable Throwable failure) {
            return failure == null ? null : new WithoutMessage(failure);
        }

        private static String named(Throwable failure) {
            return failure.getClass().getName()
                    + (failure instanceof SQLException sql ? " (SQLState " + sql.getSQLState() + ")" : "");
        }
    }
}
