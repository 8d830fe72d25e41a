package org.foyer.acceptance;

import java.util.HashMap;
import java.util.Map;

/** The installations that several test classes share, each started when first asked for and ended with the JVM. */
final class Running {
    private static FoyerProcess onH2;
    private static FoyerProcess onPostgres;
    private static EmbeddedDatabase postgres;

    private Running() {}

    /** {@code foyer.jar} as a newcomer starts it, but for a known password and no rate limits. */
    static synchronized FoyerProcess onH2() {
        if (onH2 == null) {
            onH2 = closedAtExit(FoyerProcess.start(settings(Map.of())));
        }
        return onH2;
    }

    static synchronized FoyerProcess onPostgres() {
        if (onPostgres == null) {
            onPostgres =
                    closedAtExit(FoyerProcess.start(settings(postgres().create().environment())));
        }
        return onPostgres;
    }

    static synchronized EmbeddedDatabase postgres() {
        if (postgres == null) {
            postgres = EmbeddedDatabase.start();
        }
        return postgres;
    }

    static Map<String, String> settings(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "FOYER_ADMIN_PASSWORD", Team.PASSWORD,
                "FOYER_VISITOR_RATE_LIMIT", "0",
                "FOYER_API_RATE_LIMIT", "0"));
        settings.putAll(more);
        return settings;
    }

    private static FoyerProcess closedAtExit(FoyerProcess process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        return process;
    }
}
