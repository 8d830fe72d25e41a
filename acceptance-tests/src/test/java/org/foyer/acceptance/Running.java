package org.foyer.acceptance;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.util.HashMap;
import java.util.Map;

/** The installations that several test classes share, each started when first asked for and ended with the JVM. */
final class Running {
    private static FoyerProcess onH2;
    private static FoyerProcess onPostgres;
    private static EmbeddedDatabase postgres;
    private static EmbeddedDatabase.Database postgresDatabase;
    private static GreenMail mail;

    private Running() {}

    /** {@code foyer.jar} as a newcomer starts it, but for a known password and no rate limits. */
    static synchronized FoyerProcess onH2() {
        if (onH2 == null) {
            onH2 = closedAtExit(FoyerProcess.start(settings(Map.of())));
        }
        onH2.requireAlive();
        return onH2;
    }

    static synchronized FoyerProcess onPostgres() {
        if (onPostgres == null) {
            postgresDatabase = postgres().create();
            onPostgres = closedAtExit(FoyerProcess.start(settings(postgresDatabase.environment())));
        }
        onPostgres.requireAlive();
        return onPostgres;
    }

    static synchronized EmbeddedDatabase postgres() {
        if (postgres == null) {
            postgres = EmbeddedDatabase.start();
        }
        return postgres;
    }

    /** The database of {@link #onPostgres}, for what no client can bring about, such as time that has passed. */
    static synchronized EmbeddedDatabase.Database postgresDatabase() {
        onPostgres();
        return postgresDatabase;
    }

    /** The mail server all of them send to. */
    static synchronized GreenMail mail() {
        if (mail == null) {
            mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
            mail.start();
        }
        return mail;
    }

    static Map<String, String> settings(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "FOYER_ADMIN_PASSWORD", Team.PASSWORD,
                "FOYER_VISITOR_RATE_LIMIT", "0",
                "FOYER_API_RATE_LIMIT", "0",
                "FOYER_SMTP_URL", "smtp://127.0.0.1:" + mail().getSmtp().getPort(),
                "FOYER_WEBHOOKS_ALLOW_PRIVATE", "true",
                "FOYER_CONVERSATIONS_REPLY_BY_EMAIL", "true",
                "FOYER_CONVERSATIONS_REPLY_BY_EMAIL_DELAY", "PT1S"));
        settings.putAll(more);
        return settings;
    }

    private static FoyerProcess closedAtExit(FoyerProcess process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        return process;
    }
}
