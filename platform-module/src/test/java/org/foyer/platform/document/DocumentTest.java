package org.foyer.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static Document document(String json) {
        try {
            return Document.of(Json.readObject(json.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Violation> violations(String json, Consumer<Document> reading) {
        var document = document(json);
        reading.accept(document);
        var refusal = catchThrowableOfType(Refusal.class, document::finish);
        return refusal == null ? List.of() : refusal.violations();
    }

    @Test
    void tellsNullFromAbsent() {
        var document = document("{'note':null}");
        assertThat(document.has("note")).isTrue();
        assertThat(document.has("status")).isFalse();
        assertThat(document.text("note", 10)).isNull();
        document.finish();
    }

    @Test
    void collectsEveryFaultWithItsPointer() {
        assertThat(violations("{'a':5,'b':['x',7],'c':{'d':true,'e':1},'f/~':1}", document -> {
                    document.text("a", 10);
                    document.texts("b", 5, 10);
                    var c = document.object("c");
                    if (c != null) {
                        c.text("d", 10);
                        c.finishNested();
                    }
                    document.requiredText("g", 10);
                }))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/a", "/b/1", "/c/d", "/c/e", "/g", "/f~1~0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\ud800", "\\udc00\\ud800", "\\n"})
    void refusesControlCharactersAndHalfSurrogatesInALine(String bad) {
        assertThat(violations("{'a':'x" + bad + "'}", document -> document.text("a", 10)))
                .extracting(Violation::pointer)
                .containsExactly("/a");
    }

    @Test
    void letsSeveralLinesHaveBreaksAndTabs() {
        assertThat(document("{'a':'x\\n\\ty\\r\\n'}").lines("a", 10)).isEqualTo("x\n\ty\r\n");
    }

    @Test
    void countsLengthsInCodePoints() {
        assertThat(violations("{'a':'" + "😀".repeat(10) + "'}", document -> document.text("a", 10)))
                .isEmpty();
        assertThat(violations("{'a':'" + "😀".repeat(11) + "'}", document -> document.text("a", 10)))
                .hasSize(1);
    }

    @Test
    void saysOnceThatARequiredTextIsMissingBlankOrOfAnotherType() {
        for (var json : List.of("{}", "{'a':null}", "{'a':' '}", "{'a':1}")) {
            assertThat(violations(json, document -> document.requiredText("a", 10)))
                    .as(json)
                    .hasSize(1);
        }
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThat(violations("{'a':'1-1-1-1-1'}", document -> document.id("a")))
                .hasSize(1);
        assertThat(document("{'a':'01a203ee-0acb-7791-b298-c50d46e15a91'}").id("a"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':1,'a':2}", "{'a':1} x", "[1]", "null", "", "{a:1}", "{'a':NaN}", "{'a':01}"})
    void isMadeOfExactlyOneWellFormedObject(String json) {
        assertThatThrownBy(() -> Json.readObject(json.replace('\'', '"'))).isInstanceOf(IOException.class);
    }
}
