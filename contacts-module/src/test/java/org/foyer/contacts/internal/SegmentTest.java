package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of a segment's filter when a person whom it names is erased. */
class SegmentTest {
    private static final Instant MADE = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant ERASED = Instant.parse("2026-11-30T08:00:00Z");

    private static Map<String, Object> condition(String field, Object value) {
        return Map.of("field", field, "op", value instanceof List ? "in" : "eq", "value", value);
    }

    private static Segment segment(Object... conditions) {
        return new Segment(UUID.randomUUID(), "VIP", Map.of("any", List.of(conditions)), MADE);
    }

    @Test
    void namesTheirDetailsNoMore() {
        var segment = segment(
                condition("email", List.of("ANA@example.com", "bob@example.com")),
                Map.of("not", condition("custom.other_email", "ana@example.com")),
                condition("external_id", "pro"));

        segment.forget(Set.of("ana@example.com"), Set.of("ana@example.com", "pro"), ERASED);

        assertThat(segment.filter())
                .isEqualTo(Map.of(
                        "any",
                        List.of(
                                condition("email", List.of("[erased]", "bob@example.com")),
                                Map.of("not", condition("custom.other_email", "[erased]")),
                                condition("external_id", "[erased]"))));
        assertThat(segment.view().updatedAt()).isEqualTo(ERASED);
    }

    @Test
    void keepsWhatMeansSomethingElse() {
        var segment = segment(condition("custom.plan", "pro"), condition("custom.seats", 5), condition("name", "Ana"));
        var before = segment.filter();

        segment.forget(Set.of("ana@example.com"), Set.of("ana@example.com", "pro", "5"), ERASED);

        assertThat(segment.filter()).isEqualTo(before);
        assertThat(segment.view().updatedAt()).isEqualTo(MADE);
    }
}
