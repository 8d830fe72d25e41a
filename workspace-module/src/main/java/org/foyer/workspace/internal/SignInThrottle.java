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
 * counts only what is committed, its own among it: however many try at once, on however many nodes, no more than ten
 * get through. What is refused here does not count, so that the wait does not grow.
 */
@ApplicationScoped
class SignInThrottle {
    static final int MOST_FAILURES = 10;
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
    void begin(String emailKey) {
        var who = Secrets.sha256(emailKey);
        var now = clock.instant();
        var since = now.minus(WINDOW);
        var attempt = new SignInFailure(who, now);
        transactions.run(() -> {
            if (failures.countAfter(who, since) >= MOST_FAILURES) {
                throw tooMany();
            }
            failures.add(attempt);
        });
        // refused only after this transaction, which would take the deletion back
        boolean crowdedOut = transactions.call(() -> {
            var crowded = failures.countAfter(who, since) > MOST_FAILURES;
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
    void succeeded(String emailKey) {
        failures.deleteAll(Secrets.sha256(emailKey));
    }

    /** Forgets failures that no longer count. */
    void forgetOld(Instant now) {
        failures.forgetUntil(now.minus(WINDOW));
    }

    private static Refusal tooMany() {
        return Refusal.of(
                Refusal.Kind.TOO_MANY,
                "Too many failed attempts to sign in with this e-mail; try again in 15 minutes.");
    }
}
