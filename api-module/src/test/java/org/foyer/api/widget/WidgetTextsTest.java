package org.foyer.api.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The widget says the same in every language. */
class WidgetTextsTest {
    private static final Path WIDGET = Path.of("src", "main", "webapp", "widget");
    private static final Pattern TEXT = Pattern.compile("(?m)^  (\\w+): \"(.*)\",$");
    private static final Pattern SPOKEN = Pattern.compile("SPOKEN = \\[(.*)]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    @Test
    void hasEveryTextInEveryLanguageWithTheSamePlaceholders() throws IOException {
        var english = english();
        assertThat(english).hasSizeGreaterThan(30);
        for (var language : List.of("de", "es", "fr", "it", "nl", "pt")) {
            var texts = texts(language);
            assertThat(texts.keySet()).as(language).isEqualTo(english.keySet());
            english.forEach((key, text) -> assertThat(placeholders(texts.getOrDefault(key, "")))
                    .as("%s in %s", key, language)
                    .isEqualTo(placeholders(text)));
        }
    }

    @Test
    void fetchesExactlyTheLanguagesThereAre() throws IOException {
        var spoken = SPOKEN.matcher(script());
        assertThat(spoken.find()).isTrue();
        var languages = Pattern.compile("\\w\\w")
                .matcher(spoken.group(1))
                .results()
                .map(MatchResult::group)
                .toList();
        try (var files = Files.list(WIDGET.resolve("locales"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(languages);
        }
    }

    private static String script() throws IOException {
        return Files.readString(WIDGET.resolve("texts.js"));
    }

    private static Map<String, String> english() throws IOException {
        var texts = new HashMap<String, String>();
        TEXT.matcher(script()).results().forEach(text -> texts.put(text.group(1), text.group(2)));
        return texts;
    }

    private static Map<String, String> texts(String language) throws IOException {
        var texts = new HashMap<String, String>();
        var file = WIDGET.resolve("locales").resolve(language + ".json").toFile();
        for (Map.Entry<String, JsonNode> text :
                new ObjectMapper().readTree(file).properties()) {
            texts.put(text.getKey(), text.getValue().asText());
        }
        return texts;
    }

    private static Set<String> placeholders(String text) {
        var names = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().forEach(name -> names.add(name.group()));
        return names;
    }
}
