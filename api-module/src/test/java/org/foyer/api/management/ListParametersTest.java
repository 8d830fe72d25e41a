package org.foyer.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListParametersTest {
    @Test
    void asksForTwentyUnlessToldOtherwise() {
        assertThat(ListParameters.page(null, null)).isEqualTo(new PageRequest(20, null));
        assertThat(ListParameters.page("100", null)).isEqualTo(new PageRequest(100, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "abc", "", "1.5", "99999999999", "١"})
    void refusesALimitThatIsNoNumberFromOneToAHundred(String limit) {
        assertThatThrownBy(() -> ListParameters.page(limit, null)).isInstanceOf(Refusal.class);
    }

    @Test
    void readsATimeWithAnyOffset() {
        assertThat(ListParameters.time("since", "2026-01-31T09:00:00+01:00"))
                .isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(ListParameters.time("since", "2026-01-31T09:00:00 01:00"))
                .isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-31", "2026-13-01T00:00:00Z", "+999999999-01-01T00:00:00Z"})
    void refusesATimeThatIsNone(String time) {
        assertThatThrownBy(() -> ListParameters.time("since", time)).isInstanceOf(Refusal.class);
    }
}
