package org.foyer.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RateLimiterTest {
    @Test
    void letsACallerSpendItsQuotaAndNoMore() {
        var limiter = new RateLimiter("visitors", "visitor", 3);
        for (int left = 2; left >= 0; left--) {
            var spent = limiter.spend("a");
            assertThat(spent.allowed()).isTrue();
            assertThat(spent.remaining()).isEqualTo(left);
        }
        var refused = limiter.spend("a");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retrySeconds()).isBetween(1L, 60L);
    }

    @Test
    void countsEachCallerAlone() {
        var limiter = new RateLimiter("visitors", "visitor", 1);
        limiter.spend("a");
        assertThat(limiter.spend("b").allowed()).isTrue();
    }

    @Test
    void namesItsPolicyAsTheDraftDoes() {
        var limiter = new RateLimiter("visitors", "visitor", 120);
        assertThat(limiter.policyHeader()).isEqualTo("\"visitor\";q=120;w=60");
        assertThat(limiter.stateHeader(limiter.spend("a"))).startsWith("\"visitor\";r=119;t=");
    }

    @Test
    void isOffAtZeroAndRefusesLess() {
        assertThat(new RateLimiter("callers", "api", 0).limits()).isFalse();
        assertThatThrownBy(() -> new RateLimiter("callers", "api", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOffWhatWasSpentOnAnotherNode() {
        var here = new RateLimiter("visitors", "visitor", 5);
        var elsewhere = new RateLimiter("visitors", "visitor", 5);
        for (int i = 0; i < 4; i++) {
            elsewhere.spend("a");
        }

        elsewhere.spentHere().forEach(here::spentElsewhere);

        assertThat(elsewhere.spentHere()).as("nothing new").isEmpty();
        assertThat(here.spend("a").allowed()).isTrue();
        assertThat(here.spend("a").allowed()).isFalse();
        assertThat(here.spend("b").remaining()).isEqualTo(4);
    }

    @Test
    void whoSpentTooMuchOnSeveralNodesAtOnceWaits() {
        var here = new RateLimiter("visitors", "visitor", 60);
        here.spend("a");
        here.spentHere().keySet().forEach(caller -> here.spentElsewhere(caller, 70));

        var refused = here.spend("a");

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retrySeconds()).isBetween(10L, 13L);
    }
}
