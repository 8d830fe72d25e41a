package org.foyer.contracts.webhooks;

import java.time.Duration;

/** The sending of what is due, which goes on beside all requests. Started and stopped with the application. */
public interface WebhookSending {
    void start();

    /** Waits a little for the attempts under way; what is not known to have arrived is sent again after the next start. */
    void stop();

    /** Looks for due deliveries now. */
    void wake();

    /** How many deliveries were given up and are still listed. */
    long dead();

    /** How long the delivery that is due longest has been due; zero if none is. */
    Duration oldestDue();
}
