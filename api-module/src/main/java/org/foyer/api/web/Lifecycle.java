package org.foyer.api.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.foyer.api.limit.ClientAddress;
import org.foyer.api.limit.SharedLimits;
import org.foyer.api.live.Live;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.webhooks.WebhookSending;
import org.foyer.contracts.workspace.FirstStart;
import org.foyer.contracts.workspace.Workspaces;
import org.foyer.encoder.SharedEncoder;
import org.foyer.platform.database.DatabaseProbe;
import org.foyer.platform.delivery.DeliveryEngine;
import org.foyer.platform.secret.SecretBox;

/** The one place where the application starts and stops its background work, and prepares a fresh installation. */
@WebListener
public class Lifecycle implements ServletContextListener {
    /**
     * Logs every unique-key violation at ERROR, with the personal data in it, although each is part of the design (of two
     * deliveries that register one person the second is retried) and the exception reaches us anyway. Held here, since
     * the JDK forgets the level of a logger nobody refers to.
     */
    private static final Logger HIBERNATE_SQL_ERRORS =
            Logger.getLogger("org.hibernate.engine.jdbc.spi.SqlExceptionHelper");

    private static final Logger LOG = Logger.getLogger(Lifecycle.class.getName());

    @Inject
    private Workspaces workspaces;

    @Inject
    private Agents agents;

    @Inject
    private DatabaseProbe database;

    @Inject
    private DeliveryEngine deliveries;

    @Inject
    private WebhookSending webhooks;

    @Inject
    private SecretBox secrets;

    @Inject
    private Housekeeping housekeeping;

    @Inject
    private SharedLimits limits;

    @Inject
    private Measures measures;

    @Inject
    private SharedEncoder encoder;

    @Resource
    private ManagedExecutorService background;

    @Inject
    private Live live;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        HIBERNATE_SQL_ERRORS.setLevel(Level.OFF);
        ClientAddress.checkSettings();
        secrets.prepare();
        workspaces.prepareInstallation().ifPresent(this::welcome);
        encoder.load(background);
        database.start();
        deliveries.start();
        webhooks.start();
        housekeeping.start();
        limits.start();
        live.start();
        measures.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        measures.stop();
        live.stop();
        limits.stop();
        housekeeping.stop();
        webhooks.stop();
        deliveries.stop();
        database.stop();
    }

    private void welcome(FirstStart start) {
        if (demoWanted()) {
            agents.createDemo(start.workspace().id());
        }
        if (start.generatedPassword() == null) {
            return;
        }
        if (Boolean.getBoolean("foyer.launcher")) {
            System.setProperty("foyer.first-admin.email", start.adminEmail());
            System.setProperty("foyer.first-admin.password", start.generatedPassword());
        } else {
            LOG.info(() ->
                    "First admin: " + start.adminEmail() + " / " + start.generatedPassword() + " (shown this once)");
        }
    }

    private static boolean demoWanted() {
        var config = ConfigProvider.getConfig();
        return config.getOptionalValue("foyer.demo", Boolean.class)
                .orElseGet(() -> config.getValue("foyer.db.url", String.class).startsWith("jdbc:h2:"));
    }
}
