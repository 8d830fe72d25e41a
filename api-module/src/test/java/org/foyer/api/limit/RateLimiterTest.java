package org.foyer.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RateLimiterTest {
    @Test
    void letsACallerSpendItsQuotaAndNoMore() {
        var limiter = new RateLimiter("visitor", 3);
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
        var limiter = new RateLimiter("visitor", 1);
        limiter.spend("a");
        assertThat(limiter.spend("b").allowed()).isTrue();
    }

    @Test
    void namesItsPolicyAsTheDraftDoes() {
        var limiter = new RateLimiter("visitor", 120);
        assertThat(limiter.policyHeader()).isEqualTo("\"visitor\";q=120;w=60");
        assertThat(limiter.stateHeader(limiter.spend("a"))).startsWith("\"visitor\";r=119;t=");
    }

    @Test
    void isOffAtZeroAndRefusesLess() {
        assertThat(new RateLimiter("api", 0).limits()).isFalse();
        assertThatThrownBy(() -> new RateLimiter("api", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
