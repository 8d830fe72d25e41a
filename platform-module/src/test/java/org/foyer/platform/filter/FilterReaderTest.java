package org.foyer.platform.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.document.Document;
import org.foyer.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReaderTest {
    private static final Field NAME = new Field("name", Field.Type.TEXT);
    private static final Field SEATS = new Field("seats", Field.Type.NUMBER);
    private static final Field PAYS = new Field("pays", Field.Type.BOOLEAN);
    private static final Field BIRTHDAY = new Field("birthday", Field.Type.DATE);
    private static final Field SEEN = new Field("seen", Field.Type.TIME);
    private static final Field SOURCES = new Field("sources", Field.Type.WORDS);
    private static final Map<String, Field> FIELDS =
            Stream.of(NAME, SEATS, PAYS, BIRTHDAY, SEEN, SOURCES).collect(Collectors.toMap(Field::name, it -> it));

    private static Filter read(String filter) {
        try {
            var document = Document.of(Json.readObject("{\"filter\":" + filter.replace('\'', '"') + "}"));
            var read = FilterReader.read(document, "filter", FIELDS);
            document.finish();
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pointers(String filter) {
        var refusal = catchThrowableOfType(Refusal.class, () -> read(filter));
        return refusal == null
                ? List.of()
                : refusal.violations().stream().map(Violation::pointer).toList();
    }

    private static Filter condition(String field, String op, String value) {
        return read("{'field':'" + field + "','op':'" + op + "','value':" + value + "}");
    }

    @Test
    void noFilterMeansEverything() {
        assertThat(read("null")).isEqualTo(Filter.EVERYTHING);
        assertThat(FilterReader.read(Document.of(Map.of()), "filter", FIELDS)).isEqualTo(Filter.EVERYTHING);
    }

    @Test
    void readsATree() {
        assertThat(read(
                        "{'all':[{'any':[{'field':'name','op':'eq','value':'Ada'},{'field':'seats','op':'gt','value':3}]},"
                                + "{'not':{'field':'pays','op':'is_set'}}]}"))
                .isEqualTo(new Filter.All(List.of(
                        new Filter.Any(List.of(
                                new Filter.OneOf(NAME, List.of("Ada")),
                                new Filter.Range(SEATS, new Filter.Bound(new BigDecimal(3), false), null))),
                        new Filter.Not(new Filter.Present(PAYS)))));
    }

    @Test
    void negativeOperatorsAreTheOppositeOfThePositiveOnes() {
        assertThat(condition("name", "ne", "'a'")).isEqualTo(new Filter.Not(condition("name", "eq", "'a'")));
        assertThat(condition("name", "not_in", "['a']")).isEqualTo(new Filter.Not(condition("name", "in", "['a']")));
        assertThat(condition("name", "not_contains", "'a'"))
                .isEqualTo(new Filter.Not(condition("name", "contains", "'a'")));
        assertThat(condition("name", "is_not_set", "null"))
                .isEqualTo(new Filter.Not(condition("name", "is_set", "null")));
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void everyTypeTakesExactlyTheOperatorsThatHaveAMeaningForIt(Operator operator) {
        for (var field : FIELDS.values()) {
            var pointers = pointers("{'field':'" + field.name() + "','op':'" + operator.wireName() + "'}");
            assertThat(pointers.contains("/filter/op"))
                    .as(field.name() + " " + operator)
                    .isEqualTo(!field.type().operators().contains(operator));
        }
        assertThat(Arrays.stream(Field.Type.values())
                        .anyMatch(type -> type.operators().contains(operator)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eq      | true  | false | 2026-01-31 | 2026-02-01",
                "gte     | true  |       | 2026-01-31 |",
                "gt      | true  |       | 2026-02-01 |",
                "lt      |       | false |            | 2026-01-31",
                "lte     |       | false |            | 2026-02-01"
            })
    void aDayStandsForAllItsMoments(String op, Boolean fromIncluded, Boolean toIncluded, LocalDate from, LocalDate to) {
        var range = new Filter.Range(
                SEEN,
                from == null ? null : new Filter.Bound(Instant.parse(from + "T00:00:00Z"), fromIncluded),
                to == null ? null : new Filter.Bound(Instant.parse(to + "T00:00:00Z"), toIncluded));
        var read = condition("seen", op, "'2026-01-31'");
        assertThat(read)
                .isEqualTo(op.equals("eq") ? new Filter.Any(List.of(range, new Filter.OneOf(SEEN, List.of()))) : range);
    }

    @Test
    void aMomentFinerThanDatabasesKeepIsThePlaceBetweenTwo() {
        var kept = Instant.parse("2026-01-31T08:00:00.000001Z");
        var finer = "'2026-01-31T08:00:00.000001999Z'";
        assertThat(condition("seen", "eq", finer)).isEqualTo(new Filter.OneOf(SEEN, List.of()));
        assertThat(condition("seen", "gte", finer))
                .isEqualTo(new Filter.Range(SEEN, new Filter.Bound(kept, false), null));
        assertThat(condition("seen", "gt", finer))
                .isEqualTo(new Filter.Range(SEEN, new Filter.Bound(kept, false), null));
        assertThat(condition("seen", "lt", finer))
                .isEqualTo(new Filter.Range(SEEN, null, new Filter.Bound(kept, true)));
        assertThat(condition("seen", "lte", finer))
                .isEqualTo(new Filter.Range(SEEN, null, new Filter.Bound(kept, true)));
    }

    @Test
    void readsDurations() {
        assertThat(condition("seen", "within_last", "'P1M10DT12H'"))
                .isEqualTo(new Filter.WithinLast(SEEN, Period.of(0, 1, 10), Duration.ofHours(12)));
        assertThat(condition("seen", "within_last", "'PT90M'"))
                .isEqualTo(new Filter.WithinLast(SEEN, Period.ZERO, Duration.ofMinutes(90)));
        assertThat(condition("birthday", "within_last", "'P2W'"))
                .isEqualTo(new Filter.WithinLast(BIRTHDAY, Period.ofDays(14), Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'P0D'",
                "'-P1D'",
                "'P-1D'",
                "'PT0S'",
                "'P'",
                "'T'",
                "''",
                "'7d'",
                "7",
                "null",
                "'P1DT'",
                "'PT-1H'",
                "'P99999999999D'"
            })
    void refusesWhatIsNoPositiveDuration(String value) {
        assertThat(pointers("{'field':'seen','op':'within_last','value':" + value + "}"))
                .containsExactly("/filter/value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name     | eq       | 1",
                "name     | eq       | null",
                "name     | contains | ''",
                "name     | eq       | '\\u0000'",
                "name     | eq       | '\\ud800'",
                "name     | in       | 'a'",
                "seats    | eq       | '1'",
                "seats    | gt       | 1e51",
                "seats    | gt       | 1e999999999",
                "seats    | eq       | true",
                "pays     | eq       | 'true'",
                "birthday | eq       | '2026-02-30'",
                "birthday | eq       | '2026-01-01T00:00:00Z'",
                "birthday | gt       | '+12026-01-01'",
                "seen     | gt       | 'yesterday'",
                "seen     | gt       | '2026-01-01T00:00:00'",
                "seen     | gt       | '+999999999-01-01T00:00:00Z'",
                "seats    | between  | [1]",
                "seats    | between  | [1,2,3]",
                "seats    | between  | 1",
                "name     | is_set   | false"
            })
    void pointsAtAValueOfTheWrongType(String field, String op, String value) {
        assertThat(pointers("{'all':[{'field':'name','op':'is_set'},{'not':{'field':'" + field.strip() + "','op':'"
                        + op.strip() + "','value':" + value + "}}]}"))
                .containsExactly("/filter/all/1/not/value");
    }

    @Test
    void pointsAtTheWrongValueOfAList() {
        assertThat(pointers("{'field':'name','op':'in','value':['a',1,null]}"))
                .containsExactly("/filter/value/1", "/filter/value/2");
        assertThat(pointers("{'field':'seats','op':'between','value':['a',2]}")).containsExactly("/filter/value/0");
    }

    @Test
    void pointsAtUnknownFieldsOperatorsAndProperties() {
        assertThat(pointers("{'any':[{'field':'surname','op':'eq','value':'x'}]}"))
                .containsExactly("/filter/any/0/field");
        assertThat(pointers("{'any':[{'field':7,'op':'eq','value':'x'}]}")).containsExactly("/filter/any/0/field");
        assertThat(pointers("{'any':[{'field':'name','op':'like','value':'x'}]}"))
                .containsExactly("/filter/any/0/op");
        assertThat(pointers("{'any':[{'field':'name','op':'eq','value':'x','case':true}]}"))
                .containsExactly("/filter/any/0/case");
        assertThat(pointers("{'any':[],'all':[]}")).containsExactly("/filter/any");
        assertThat(pointers("{}")).containsExactly("/filter");
        assertThat(pointers("{'nor':[]}")).containsExactly("/filter", "/filter/nor");
        assertThat(pointers("{'all':{}}")).containsExactly("/filter/all");
        assertThat(pointers("{'all':null}")).containsExactly("/filter/all");
        assertThat(pointers("{'not':[]}")).containsExactly("/filter/not");
        assertThat(pointers("{'not':null}")).containsExactly("/filter/not");
        assertThat(pointers("{'all':['x']}")).containsExactly("/filter/all/0");
        assertThat(pointers("[]")).containsExactly("/filter");
    }

    @Test
    void allowsEightGroupsWithinEachOther() {
        var condition = "{'field':'name','op':'is_set'}";
        assertThat(pointers("{'not':".repeat(8) + condition + "}".repeat(8))).isEmpty();
        assertThat(pointers("{'not':".repeat(9) + condition + "}".repeat(9)))
                .containsExactly("/filter" + "/not".repeat(8));
        assertThat(pointers("{'not':".repeat(900) + condition + "}".repeat(900)))
                .hasSize(1);
    }

    @Test
    void allowsAHundredConditions() {
        var condition = "{'field':'name','op':'is_set'}";
        var fifty = "{'any':[" + String.join(",", List.of(condition).toArray(new String[0]))
                + ("," + condition).repeat(49) + "]}";
        assertThat(pointers("{'all':[" + fifty + "," + fifty + "]}")).isEmpty();
        assertThat(pointers("{'all':[" + fifty + "," + fifty + "," + condition + "," + condition + "]}"))
                .containsExactly("/filter/all/2");
        assertThat(pointers("{'all':[" + condition + ("," + condition).repeat(100) + "]}"))
                .containsExactly("/filter/all");
    }

    @Test
    void allowsTwoHundredGroupsEvenOfNothing() {
        var hundred = "{'any':[{'all':[]}" + ",{'all':[]}".repeat(98) + "]}";
        assertThat(pointers("{'not':{'any':[{'all':[]}" + ",{'all':[]}".repeat(97) + "]}}"))
                .isEmpty();
        assertThat(pointers("{'all':[" + hundred + "," + hundred + "]}")).containsExactly("/filter/all/1/any/98");
        assertThat(pointers("{'all':[" + hundred + ("," + hundred).repeat(99) + "]}"))
                .hasSize(1);
    }

    @Test
    void allowsAThousandValuesInLists() {
        var thousand = "['a'" + ",'a'".repeat(999) + "]";
        assertThat(pointers("{'field':'name','op':'in','value':" + thousand + "}"))
                .isEmpty();
        assertThat(pointers("{'all':[{'field':'name','op':'in','value':" + thousand
                        + "},{'field':'name','op':'not_in','value':['a']}]}"))
                .containsExactly("/filter/all/1/value");
    }

    @Test
    void takesComposedAndDecomposedLettersForTheSame() {
        assertThat(condition("name", "eq", "'Zoe\\u0308'")).isEqualTo(new Filter.OneOf(NAME, List.of("Zo\u00EB")));
    }
}
