package org.foyer.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.foyer.platform.database.DatabaseProbe;

/** Ready as long as the database answers within some seconds, and the node is not about to stop. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    private DatabaseProbe database;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        if (System.getProperty(Requests.STOPPING) != null) {
            return response.down().withData("reason", "stopping").build();
        }
        return database.answersWithin(PATIENCE)
                ? response.up().build()
                : response.down().build();
    }
}
