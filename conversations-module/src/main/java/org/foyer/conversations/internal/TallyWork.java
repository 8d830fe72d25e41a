package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.foyer.platform.jobs.Recurring;

/** Takes what happened into the tallies. How often decides how much an answer must add up itself, not what it says. */
@ApplicationScoped
class TallyWork implements Recurring {
    static final int BATCH = 5000;

    private TallyRepository tallies;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected TallyWork() {}

    @Inject
    TallyWork(TallyRepository tallies) {
        this.tallies = tallies;
    }

    @Override
    public String name() {
        return "conversations.tallies";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(20);
    }

    @Override
    @Transactional
    public boolean step() {
        return tallies.addUp(BATCH) == BATCH;
    }
}
