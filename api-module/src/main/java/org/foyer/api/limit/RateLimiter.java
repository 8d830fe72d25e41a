package org.foyer.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.foyer.platform.secret.Secrets;

/**
 * Counts requests per caller: each may spend its quota at once and gets it back evenly over a minute. What a caller spends
 * on other nodes is taken off afterwards, so they may owe something for a while.
 */
final class RateLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLERS_REMEMBERED = 100_000;

    private final String name;
    private final String policy;
    private final int perMinute;
    private final Map<String, Account> untold = new ConcurrentHashMap<>();
    private final Cache<String, Account> accounts = Caffeine.newBuilder()
            .maximumSize(CALLERS_REMEMBERED)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    /**
     * Makes a limiter.
     *
     * @param name tells it from the node's other limiters
     * @param policy its name in the RateLimit headers
     * @param perMinute the quota, 0 for none
     */
    RateLimiter(String name, String policy, int perMinute) {
        if (perMinute < 0) {
            throw new IllegalArgumentException("a rate limit must not be negative: " + perMinute);
        }
        this.name = name;
        this.policy = policy;
        this.perMinute = perMinute;
    }

    String name() {
        return name;
    }

    boolean limits() {
        return perMinute > 0;
    }

    Spent spend(String caller) {
        // other nodes hear of it under a digest: an address need not stand in the database
        var key = Secrets.sha256(caller);
        var account = account(key);
        var probe = account.bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            account.spent.incrementAndGet();
            untold.put(key, account);
        }
        return new Spent(
                probe.isConsumed(),
                Math.max(0, probe.getRemainingTokens()),
                seconds(probe.getNanosToWaitForReset()),
                seconds(probe.getNanosToWaitForRefill()));
    }

    private Account account(String key) {
        return accounts.get(
                key,
                unknown -> new Account(
                        Bucket.builder()
                                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                                .build(),
                        new AtomicLong()));
    }

    /** What callers have spent here in all since they are known, of those who have spent since this was last asked. */
    Map<String, Long> spentHere() {
        var spent = new HashMap<String, Long>();
        for (var key : Set.copyOf(untold.keySet())) {
            var account = untold.remove(key);
            if (account != null) {
                spent.put(key, account.spent.get());
            }
        }
        return spent;
    }

    /** Takes what a caller has spent on other nodes off their quota. */
    void spentElsewhere(String key, long amount) {
        account(key).bucket.consumeIgnoringRateLimits(amount);
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    String policyHeader() {
        return "\"" + policy + "\";q=" + perMinute + ";w=" + WINDOW.toSeconds();
    }

    String stateHeader(Spent spent) {
        return "\"" + policy + "\";r=" + spent.remaining() + ";t=" + spent.resetSeconds();
    }

    /** What became of one request: whether it may go on, what is left, and when there is more. */
    record Spent(boolean allowed, long remaining, long resetSeconds, long retrySeconds) {}

    private record Account(Bucket bucket, AtomicLong spent) {}
}
