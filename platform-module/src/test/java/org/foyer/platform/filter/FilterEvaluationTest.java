package org.foyer.platform.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.platform.document.Document;
import org.foyer.platform.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterEvaluationTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static final Map<String, Collection<?>> ANA = Map.of(
            "name", List.of("Ana ΣΑΣ"),
            "tags", List.of("VIP", "Berlin"),
            "seats", List.of(new BigDecimal("12.0")),
            "member", List.of(true),
            "born", List.of(LocalDate.of(1990, 5, 17)),
            "seen", List.of(Instant.parse("2026-01-30T23:59:59Z")),
            "empty", List.of());

    private static boolean holds(String filter) throws Exception {
        var fields = new LinkedHashMap<String, Field>();
        fields.put("name", new Field("name", Field.Type.TEXT));
        fields.put("tags", new Field("tags", Field.Type.WORDS));
        fields.put("seats", new Field("seats", Field.Type.NUMBER));
        fields.put("member", new Field("member", Field.Type.BOOLEAN));
        fields.put("born", new Field("born", Field.Type.DATE));
        fields.put("seen", new Field("seen", Field.Type.TIME));
        fields.put("empty", new Field("empty", Field.Type.TEXT));
        var document = Document.of(Json.readObject("{\"filter\":" + filter.replace('\'', '"') + "}"));
        var read = FilterReader.read(document, "filter", fields);
        document.finish();
        return new FilterEvaluation(field -> ANA.getOrDefault(field.name(), List.of()), NOW).holds(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'field':'name','op':'eq','value':'ANA σας'}",
                "{'field':'name','op':'contains','value':'a Σ'}",
                "{'field':'name','op':'starts_with','value':'aNA'}",
                "{'field':'name','op':'lt','value':'anb'}",
                "{'field':'tags','op':'in','value':['paris','berlin']}",
                "{'field':'tags','op':'not_contains','value':'rome'}",
                "{'field':'seats','op':'eq','value':12}",
                "{'field':'seats','op':'between','value':[12,13]}",
                "{'field':'member','op':'eq','value':true}",
                "{'field':'born','op':'gte','value':'1990-05-17'}",
                "{'field':'seen','op':'eq','value':'2026-01-30'}",
                "{'field':'seen','op':'within_last','value':'P1D'}",
                "{'field':'empty','op':'ne','value':'x'}",
                "{'field':'empty','op':'is_not_set'}",
                "{'not':{'field':'empty','op':'lt','value':'x'}}",
                "{'any':[{'field':'empty','op':'is_set'},{'all':[]}]}"
            })
    void holdsAsInADatabase(String filter) throws Exception {
        assertThat(holds(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'field':'name','op':'ends_with','value':'ana'}",
                "{'field':'name','op':'gt','value':'anb'}",
                "{'field':'tags','op':'eq','value':'ber'}",
                "{'field':'seats','op':'gt','value':12}",
                "{'field':'member','op':'ne','value':true}",
                "{'field':'born','op':'lt','value':'1990-05-17'}",
                "{'field':'seen','op':'gt','value':'2026-01-30'}",
                "{'field':'seen','op':'within_last','value':'PT8H'}",
                "{'field':'empty','op':'gte','value':'a'}",
                "{'any':[]}"
            })
    void doesNotHoldAsInADatabase(String filter) throws Exception {
        assertThat(holds(filter)).isFalse();
    }
}
