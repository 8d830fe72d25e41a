package org.foyer.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.foyer.platform.delivery.DeliveryStatus;

/** Ready as long as the database answers. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {
    @Inject
    private DeliveryStatus deliveries;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try {
            deliveries.oldestDue();
            return response.up().build();
        } catch (IllegalStateException e) {
            return response.down().build();
        }
    }
}
