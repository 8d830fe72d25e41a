package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.foyer.platform.filter.Field;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
    private static final String LIST = "list";
    private static final UUID ID = UUID.randomUUID();

    private static List<SortBy> by(Field.Type type) {
        return List.of(new SortBy(new Field("custom.it", type), true));
    }

    private static String text(@Nullable String value, String id) {
        var values = new java.util.ArrayList<@Nullable String>();
        values.add(value);
        var wire = new java.util.LinkedHashMap<String, Object>();
        wire.put("list", LIST);
        wire.put("values", values);
        wire.put("id", id);
        return Base64.getUrlEncoder().encodeToString(Json.write(wire).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReadBackAsItWasWritten() {
        var sort = List.of(
                new SortBy(new Field("custom.t", Field.Type.TEXT), true),
                new SortBy(new Field("custom.n", Field.Type.NUMBER), true),
                new SortBy(new Field("custom.d", Field.Type.DATE), false),
                new SortBy(ContactFields.LAST_SEEN_AT, false),
                new SortBy(ContactFields.NAME, true));
        var position = new Position(
                Arrays.asList(
                        "a\nb",
                        new BigDecimal("-0.0000000001"),
                        LocalDate.of(9999, 12, 31),
                        Instant.parse("1970-01-01T00:00:00.000001Z"),
                        null),
                ID);
        assertThat(Position.parse(position.text(LIST), LIST, sort)).contains(position);
        assertThat(Position.parse(position.text(LIST), "another", sort)).isEmpty();
        assertThat(Position.parse(position.text(LIST), LIST, sort.subList(0, 4)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 1e999999999",
        "NUMBER, -1E-999999999",
        "NUMBER, NaN",
        "NUMBER, 0x1",
        "DATE, +999999999-01-01",
        "DATE, -0001-01-01",
        "TIME, +1000000000-12-31T23:59:59Z",
        "TIME, soon"
    })
    void isRefusedQuicklyWhereNoListGaveItOut(Field.Type type, String value) {
        assertThat(Position.parse(text(value, ID.toString()), LIST, by(type))).isEmpty();
        assertThat(Position.parse(text(null, "x"), LIST, by(type))).isEmpty();
        assertThat(Position.parse(text(null, ID.toString()), LIST, by(type))).isPresent();
    }
}
