package org.foyer.api.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.workspace.FirstStart;
import org.foyer.contracts.workspace.Workspaces;
import org.foyer.platform.delivery.DeliveryEngine;

/** The one place where the application starts and stops its background work, and prepares a fresh installation. */
@WebListener
public class Lifecycle implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class.getName());

    @Inject
    private Workspaces workspaces;

    @Inject
    private Agents agents;

    @Inject
    private DeliveryEngine deliveries;

    @Inject
    private Housekeeping housekeeping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        workspaces.prepareInstallation().ifPresent(this::welcome);
        deliveries.start();
        housekeeping.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        housekeeping.stop();
        deliveries.stop();
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
            LOG.info(() -> "First admin: " + start.adminEmail() + " / " + start.generatedPassword()
                    + " (shown this once; change it)");
        }
    }

    private static boolean demoWanted() {
        var config = ConfigProvider.getConfig();
        return config.getOptionalValue("foyer.demo", Boolean.class)
                .orElseGet(() -> config.getValue("foyer.db.url", String.class).startsWith("jdbc:h2:"));
    }
}
