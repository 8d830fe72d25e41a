package org.foyer.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.UUID;

/** Gives a step the request context that a bean may ask for; its transactions are its own. */
@ApplicationScoped
class JobSteps {
    @ActivateRequestContext
    public boolean step(Job job, UUID id) {
        return job.step(id);
    }

    @ActivateRequestContext
    public boolean step(Nightly nightly) {
        return nightly.step();
    }

    @ActivateRequestContext
    public boolean step(Recurring recurring) {
        return recurring.step();
    }

    @ActivateRequestContext
    public void givenUp(Job job, UUID id, String reason) {
        job.givenUp(id, reason);
    }
}
