package org.foyer.platform.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names what the current thread is at, such as a request or a delivery, for every entry of the log it writes meanwhile.
 * {@code foyer.jar}'s log shows it; on another server it is for nothing.
 */
public final class LogContext {
    private static final Consumer<@Nullable String> SINK = sink();

    private LogContext() {}

    /** The thread is now at this; kind and id hold nothing about a person. */
    public static void enter(String kind, String id) {
        SINK.accept(kind + "=" + id);
    }

    /** The thread is done with it. */
    public static void leave() {
        SINK.accept(null);
    }

    // The launcher's class is above the application's class loader, which can't be compiled against.
    @SuppressWarnings("unchecked")
    private static Consumer<@Nullable String> sink() {
        try {
            return (Consumer<@Nullable String>) ClassLoader.getSystemClassLoader()
                    .loadClass("org.foyer.launcher.LogFile")
                    .getField("CONTEXT")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            return nothing -> {};
        }
    }
}
