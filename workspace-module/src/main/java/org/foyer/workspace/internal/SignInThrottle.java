package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.secret.Secrets;

/**
 * Stops the guessing of passwords. An attempt is written down as failed before its password is looked at, and each one
 * counts only what is committed, its own among it: however many try at once, on however many nodes, no more than that
 * get through. What is refused here does not count, so that the wait does not grow.
 */
@ApplicationScoped
class SignInThrottle {
    /** For one e-mail from one address: who guesses is stopped, while the owner signs in from elsewhere. */
    static final int MOST_FAILURES = 10;

    /** For one e-mail from anywhere. */
    static final int MOST_FAILURES_IN_ALL = 100;

    static final Duration WINDOW = Duration.ofMinutes(15);

    private SignInFailureRepository failures;
    private OwnTransaction transactions;
    private Clock clock;

    @Inject
    SignInThrottle(SignInFailureRepository failures, OwnTransaction transactions, Clock clock) {
        this.failures = failures;
        this.transactions = transactions;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected SignInThrottle() {}

    /** Lets an attempt begin, or refuses it as TOO_MANY; whether the e-mail is anyone's makes no difference. */
    void begin(String emailKey, String address) {
        begin(who(emailKey, address), MOST_FAILURES);
        begin(who(emailKey), MOST_FAILURES_IN_ALL);
    }

    private void begin(String who, int most) {
        var now = clock.instant();
        var since = now.minus(WINDOW);
        var attempt = new SignInFailure(who, now);
        transactions.run(() -> {
            if (failures.countAfter(who, since) >= most) {
                throw tooMany();
            }
            failures.add(attempt);
        });
        // refused only after this transaction, which would take the deletion back
        boolean crowdedOut = transactions.call(() -> {
            var crowded = failures.countAfter(who, since) > most;
            if (crowded) {
                failures.delete(attempt.id());
            }
            return crowded;
        });
        if (crowdedOut) {
            throw tooMany();
        }
    }

    /** Forgets the failures of someone who has proved to be who they are. */
    void succeeded(String emailKey, String address) {
        failures.deleteAll(who(emailKey, address));
        failures.deleteAll(who(emailKey));
    }

    private static String who(String emailKey) {
        return Secrets.sha256(emailKey);
    }

    private static String who(String emailKey, String address) {
        return Secrets.sha256(emailKey + "\n" + address);
    }

    /** Forgets failures that no longer count. */
    void forgetOld(Instant now) {
        failures.forgetUntil(now.minus(WINDOW));
    }

    private static Refusal tooMany() {
        return Refusal.tooMany("Too many attempts with this e-mail; try again in 15 minutes.", WINDOW);
    }
}
