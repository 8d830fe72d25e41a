package org.foyer.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Counts requests per caller: each may spend its quota at once and gets it back evenly over a minute. */
final class RateLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLERS_REMEMBERED = 100_000;

    private final String policy;
    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CALLERS_REMEMBERED)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    /**
     * Makes a limiter.
     *
     * @param policy its name in the RateLimit headers
     * @param perMinute the quota, 0 for none
     */
    RateLimiter(String policy, int perMinute) {
        if (perMinute < 0) {
            throw new IllegalArgumentException("a rate limit must not be negative: " + perMinute);
        }
        this.policy = policy;
        this.perMinute = perMinute;
    }

    boolean limits() {
        return perMinute > 0;
    }

    Spent spend(String caller) {
        var bucket = buckets.get(caller, unknown -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Spent(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                seconds(probe.getNanosToWaitForRefill()));
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
}
