package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.actions.internal.ActionsFixture.document;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.pointers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.foyer.platform.document.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentProfileTest {
    private static final AgentProfile FULL = profile("""
            {'name':'Desk','greeting':'Welcome','system_prompt':'Be brief','locale':'de-AT','default_region':'AT',
             'theme':{'accent':'#0b5fff','launcher_text':'Chat'},'allowed_origins':['https://a.example']}""");

    private static AgentProfile profile(String body) {
        return AgentProfile.of(document(body), "US");
    }

    private static AgentProfile changed(String body) {
        return FULL.with(document(body), "US");
    }

    private static List<String> faults(String property, Object value) {
        var body = new LinkedHashMap<>(json("{'name':'Desk'}"));
        body.put(property, value);
        return pointers(() -> AgentProfile.of(Document.of(body), "US"));
    }

    @Test
    void needsNoMoreThanAName() {
        assertThat(profile("{'name':' Front desk '}"))
                .isEqualTo(
                        new AgentProfile("Front desk", "Hi! How can I help?", "", "en", "US", null, null, List.of()));
    }

    @Test
    void nullIsTheDefaultOfEverythingButTheName() {
        var cleared = changed("""
                {'greeting':null,'system_prompt':null,'locale':null,'default_region':null,'theme':null,
                 'allowed_origins':null}""");

        assertThat(cleared).isEqualTo(profile("{'name':'Desk'}"));
        assertThat(pointers(() -> changed("{'name':null}"))).containsExactly("/name");
    }

    @Test
    void takesTheRegionOfTheWorkspaceWhereNoneIsGiven() {
        assertThat(AgentProfile.of(document("{'name':'Desk'}"), "DE").defaultRegion())
                .isEqualTo("DE");
        assertThat(AgentProfile.of(document("{'name':'Desk','default_region':'FR'}"), "DE")
                        .defaultRegion())
                .isEqualTo("FR");
        assertThat(FULL.with(document("{'default_region':null}"), "DE").defaultRegion())
                .isEqualTo("DE");
    }

    @Test
    void whatIsAbsentStays() {
        assertThat(changed("{}")).isEqualTo(FULL);
        assertThat(changed("{'name':'Reception'}").greeting()).isEqualTo("Welcome");
    }

    @Test
    void replacesThemeAndOriginsAsAWhole() {
        var changed = changed("{'theme':{'launcher_text':' Talk '},'allowed_origins':['http://b.example']}");

        assertThat(changed.accent()).isNull();
        assertThat(changed.launcherText()).isEqualTo("Talk");
        assertThat(changed.allowedOrigins()).containsExactly("http://b.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'name':null}", "{'name':''}", "{'name':' '}", "{'name':5}", "{'name':'two\\nlines'}"})
    void requiresAName(String body) {
        assertThat(pointers(() -> profile(body))).contains("/name");
    }

    @ParameterizedTest
    @CsvSource({"name, 100", "greeting, 2000", "system_prompt, 8000"})
    void limitsTexts(String property, int length) {
        var body = new LinkedHashMap<>(json("{'name':'Desk'}"));
        // beyond the basic plane: a character is two code units
        body.put(property, "😀".repeat(length));
        assertThat(AgentProfile.of(Document.of(body), "US")).isNotNull();

        assertThat(faults(property, "a".repeat(length + 1))).containsExactly("/" + property);
        assertThat(faults(property, 5)).containsExactly("/" + property);
        assertThat(faults(property, "a\u0000b")).containsExactly("/" + property);
        assertThat(faults(property, "a\ud800b")).containsExactly("/" + property);
    }

    @Test
    void mayGreetInSeveralLinesOrNotAtAll() {
        assertThat(profile("{'name':'Desk','greeting':'Hi\\nthere'}").greeting())
                .isEqualTo("Hi\nthere");
        assertThat(profile("{'name':'Desk','greeting':''}").greeting()).isEmpty();
        assertThat(profile("{'name':'Desk','greeting':' \\n'}").greeting()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"en", "pt-BR", "zh-Hant-TW", "sr-Latn", "de-DE-1996", "es-419", "de-DE-u-co-phonebk", "EN-us"})
    void acceptsLanguageTags(String tag) {
        assertThat(profile("{'name':'Desk','locale':'" + tag + "'}").locale()).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e",
                "en_US",
                "en-",
                "-en",
                "englishlanguage",
                "en-US-",
                "x-private",
                "en-US US",
                "en-toolongsubtag"
            })
    void refusesWhatIsNoLanguageTag(String tag) {
        assertThat(faults("locale", tag)).containsExactly("/locale");
    }

    @Test
    void keepsTheRegionInUpperCase() {
        assertThat(profile("{'name':'Desk','default_region':'de'}").defaultRegion())
                .isEqualTo("DE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "DEU", "XX", "49", "d\u0131"})
    void refusesARegionThereIsNot(String region) {
        assertThat(faults("default_region", region)).containsExactly("/default_region");
    }

    @Test
    void pointsIntoTheTheme() {
        assertThat(pointers(() -> profile("""
                        {'name':'Desk','theme':{'accent':'blue','launcher_text':5,'font':'Arial'}}""")))
                .containsExactlyInAnyOrder("/theme/accent", "/theme/launcher_text", "/theme/font");
        assertThat(faults("theme", "dark")).containsExactly("/theme");
        assertThat(faults("theme", json("{'launcher_text':'" + "a".repeat(61) + "'}")))
                .containsExactly("/theme/launcher_text");
    }

    @Test
    void themePropertiesAreOptional() {
        var bare = profile("{'name':'Desk','theme':{'accent':null,'launcher_text':' '}}");

        assertThat(bare).isEqualTo(profile("{'name':'Desk'}"));
        assertThat(profile("{'name':'Desk','theme':{'accent':'#0B5fff'}}").accent())
                .isEqualTo("#0B5fff");
    }

    @Test
    void pointsAtTheWrongOrigin() {
        assertThat(pointers(() -> profile("""
                        {'name':'Desk','allowed_origins':
                         ['https://a.example','https://a.example/','https://A.example:443',5,null]}""")))
                .containsExactly(
                        "/allowed_origins/1", "/allowed_origins/2", "/allowed_origins/3", "/allowed_origins/4");
        assertThat(faults("allowed_origins", "https://a.example")).containsExactly("/allowed_origins");
    }

    @Test
    void allowsFiftyOrigins() {
        var fifty = IntStream.range(0, 50)
                .mapToObj(i -> "https://" + i + ".example")
                .toList();
        var body = new LinkedHashMap<>(json("{'name':'Desk'}"));
        body.put("allowed_origins", fifty);

        assertThat(AgentProfile.of(Document.of(body), "US").allowedOrigins()).isEqualTo(fifty);
        assertThat(faults("allowed_origins", Collections.nCopies(51, "https://a.example")))
                .containsExactly("/allowed_origins");
    }

    @Test
    void refusesUnknownAndReadOnlyProperties() {
        assertThat(pointers(() -> profile("""
                        {'name':'Desk','nmae':'x','id':'x','created_at':'x','updated_at':null,'demo':true}""")))
                .containsExactlyInAnyOrder("/nmae", "/id", "/created_at", "/updated_at", "/demo");
    }

    @Test
    void tellsEveryFaultAtOnce() {
        assertThat(pointers(() -> changed("{'name':'','locale':'?','default_region':'?','greeting':5}")))
                .containsExactlyInAnyOrder("/name", "/locale", "/default_region", "/greeting");
    }
}
