package org.foyer.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the probe's observers are to do, and what they have seen, by lead. */
@ApplicationScoped
public class Switch {
    private volatile boolean refuse;
    private volatile int failures;
    private final Map<UUID, Integer> failing = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> healthy = new ConcurrentHashMap<>();

    void set(boolean refuseInTransaction, int failuresPerLead) {
        refuse = refuseInTransaction;
        failures = failuresPerLead;
    }

    boolean refuses() {
        return refuse;
    }

    /** Counts an attempt of the failing observer and tells whether it is to fail. */
    boolean failsNow(UUID lead) {
        return failing.merge(lead, 1, Integer::sum) <= failures;
    }

    void healthySaw(UUID lead) {
        healthy.merge(lead, 1, Integer::sum);
    }

    String seen(UUID lead) {
        return failing.getOrDefault(lead, 0) + " " + healthy.getOrDefault(lead, 0);
    }
}
