package org.foyer.api.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.foyer.platform.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/** Ready as long as the database answers within some seconds, and the node is not about to stop. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {
    private static final long PATIENCE_SECONDS = 5;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private DeliveryStatus deliveries;

    private @Nullable Future<?> asked;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        if (System.getProperty(Requests.STOPPING) != null) {
            return response.down().withData("reason", "stopping").build();
        }
        return databaseAnswers() ? response.up().build() : response.down().build();
    }

    private boolean databaseAnswers() {
        try {
            question().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // One at a time: of a database that hangs, all who ask wait for the same answer.
    private synchronized Future<?> question() {
        if (asked == null || asked.isDone()) {
            asked = executor.submit(() -> deliveries.oldestDue());
        }
        return asked;
    }
}
