package org.foyer.conversations.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.foyer.conversations.internal.ConversationFixture.pointers;
import static org.foyer.conversations.internal.ConversationFixture.refusal;
import static org.foyer.conversations.internal.FakeActions.field;
import static org.foyer.conversations.internal.FakeActions.fields;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {
    private static final String LOCAL_64 = "a".repeat(64);
    private static final String LABEL_63 = "d".repeat(63);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ana@example.com               | ana@example.com
            Ana.Lee@EXAMPLE.Com           | Ana.Lee@example.com
            ana+tag_1@mail.example.co.uk  | ana+tag_1@mail.example.co.uk
            o'hara@example.com            | o'hara@example.com
            ana@x-1.example.museum        | ana@x-1.example.museum
            ana@xn--exmple-cua.de         | ana@xn--exmple-cua.de
            """)
    void takesAnEmailWithItsDomainInLowerCase(String typed, String stored) {
        assertThat(email(typed)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ana@exämple.de     | ana@exämple.de
            ana@EXÄMPLE.DE     | ana@exämple.de
            ana@straße.de      | ana@straße.de
            jürgen@example.de  | jürgen@example.de
            用户@例え.jp        | 用户@例え.jp
            अजय@डाटा.भारत       | अजय@डाटा.भारत
            """)
    void takesAnEmailInAnyScript(String typed, String stored) {
        assertThat(email(typed)).isEqualTo(stored);
    }

    @Test
    void composesLettersOfAnEmail() {
        assertThat(email("ju\u0308rgen@exa\u0308mple.de")).isEqualTo("jürgen@exämple.de");
    }

    @Test
    void readsFullWidthLettersAndDotsOfADomainAsPlainOnes() {
        assertThat(email("ana@ＥＸample。com")).isEqualTo("ana@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  ana@example.com ",
                "\tana@example.com\r\n",
                "ana@example.com\u00a0",
                "\u200bana@example.com\ufeff",
                "\u202aana@example.com\u202c"
            })
    void trimsWhatSurroundsAnEmailWhenItIsPasted(String typed) {
        assertThat(email(typed)).isEqualTo("ana@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "ana@",
                "@example.com",
                "ana@example",
                "ana@@example.com",
                "ana@example.com@example.com",
                "Ana <ana@example.com>",
                "<ana@example.com>",
                "mailto:ana@example.com",
                "\"ana\"@example.com",
                "\"a b\"@example.com",
                "ana(work)@example.com",
                "ana@example.com,bo@example.com",
                "ana@example.com, bo@example.com",
                "ana@example.com;bo@example.com",
                "ana@example.com bo@example.com",
                "ana lee@example.com",
                "ana@exam ple.com",
                "ana@example .com",
                ".ana@example.com",
                "ana.@example.com",
                "an..a@example.com",
                "ana@.example.com",
                "ana@example.com.",
                "ana@example..com",
                "ana@-example.com",
                "ana@example-.com",
                "ana@exa_mple.com",
                "ana@example.c0m-",
                "ana@example.123",
                "ana@127.0.0.1",
                "ana@[127.0.0.1]",
                "an\\a@example.com",
                "ana@example.com/x",
                "ana@ex\u00adample.com",
                "ana@exam\u200bple.com",
                "an\u200ba@example.com",
                "an\u00a0a@example.com",
                "an😀a@example.com",
                "https://example.com"
            })
    void refusesWhatIsNotExactlyOneEmail(String typed) {
        assertThat(faults(Map.of("email", typed)))
                .containsExactly(new Violation("/fields/email", "Enter one e-mail address, such as ana@example.com."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an\u0000a@example.com",
                "ana\n@example.com",
                "ana@exam\tple.com",
                "\u0000ana@example.com",
                "ana@example.com\u007f",
                "ana\u0085bo@example.com"
            })
    void refusesControlCharactersInAnEmail(String typed) {
        assertThat(faults(Map.of("email", typed)))
                .containsExactly(new Violation("/fields/email", "must not have control characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "name"})
    void refusesHalfOfASurrogatePair(String name) {
        assertThat(faults(fields("email", "phone", "name"), with(name, "a\ud83d@example.com")))
                .containsExactly(
                        new Violation("/fields/" + name, "must be valid Unicode (it has half of a surrogate pair)"));
    }

    @Test
    void takesAnEmailOf254CharactersAndRefusesALongerOne() {
        var longest = LOCAL_64 + "@" + LABEL_63 + "." + LABEL_63 + "." + "d".repeat(57) + ".com";
        assertThat(longest).hasSize(254);
        assertThat(email(longest)).isEqualTo(longest);

        assertThat(faults(Map.of("email", longest.replace(".com", ".info"))))
                .containsExactly(new Violation("/fields/email", "must have at most 254 characters"));
    }

    @Test
    void refusesAnEmailThatGrowsTooLongWhenItsDomainIsNormalised() {
        var label = "㍿㍿㍿㍿."; // with four characters each in NFKC

        assertThat(email(LOCAL_64 + "@" + label.repeat(10) + "com")).hasSize(238);
        assertThat(faults(Map.of("email", LOCAL_64 + "@" + label.repeat(11) + "com")))
                .hasSize(1);
    }

    @Test
    void refusesALocalPartOver64CharactersAndADomainLabelOver63() {
        assertThat(email(LOCAL_64 + "@example.com")).isEqualTo(LOCAL_64 + "@example.com");
        assertThat(faults(Map.of("email", "a" + LOCAL_64 + "@example.com"))).hasSize(1);
        assertThat(email("ana@" + LABEL_63 + ".com")).endsWith(".com");
        assertThat(faults(Map.of("email", "ana@d" + LABEL_63 + ".com"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            US | (650) 253-0000        | +16502530000
            US | 650.253.0000          | +16502530000
            US | +1 650 253 0000       | +16502530000
            US | 011 49 30 901820      | +4930901820
            DE | 030 901820            | +4930901820
            DE | 030/901820            | +4930901820
            DE | 0049 30 901820        | +4930901820
            DE | +1 (650) 253-0000     | +16502530000
            GB | 020 7031 3000         | +442070313000
            EG | +٤٩ ٣٠ ٩٠١٨٢٠         | +4930901820
            """)
    void takesAPhoneNumberAsItIsDialledInTheRegion(String region, String typed, String stored) {
        assertThat(phone(region, typed)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone",
                "12",
                "0",
                "+",
                "650 253",
                "650 253 00000000",
                "+999 1234567890",
                "030 901820",
                "ana@example.com",
                "call me tomorrow",
                "😀",
                "6502530000, 6502530001"
            })
    void refusesWhatIsNoPhoneNumberOfTheRegion(String typed) {
        assertThat(faults(fields("phone"), Map.of("phone", typed)))
                .containsExactly(
                        new Violation("/fields/phone", "Enter a phone number, with its country code if it is abroad."));
    }

    @Test
    void refusesAPhoneNumberOfMoreThan40Characters() {
        assertThat(faults(fields("phone"), Map.of("phone", "+1 650 253 0000" + "0".repeat(26))))
                .containsExactly(new Violation("/fields/phone", "must have at most 40 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "ana  LEE", "O'Hara-Söderström", "عبد الله", "陳大文", "😀", "രാജന്\u200d"})
    void keepsANameAsItWasTyped(String typed) {
        assertThat(name(typed)).isEqualTo(typed);
    }

    @Test
    void trimsANameAndComposesItsLetters() {
        assertThat(name(" \u00a0Jo\u0308rg Mu\u0308ller\t\u200e")).isEqualTo("Jörg Müller");
    }

    @Test
    void countsTheCharactersOfANameAsStored() {
        assertThat(name("😀".repeat(255))).hasSize(510);
        assertThat(name("o\u0308".repeat(255))).hasSize(255);

        assertThat(faults(fields("name"), Map.of("name", "a".repeat(256))))
                .containsExactly(new Violation("/fields/name", "must have at most 255 characters"));
        assertThat(faults(fields("name"), Map.of("name", "\ufb2c".repeat(100))))
                .as("which has three characters in NFC")
                .containsExactly(new Violation("/fields/name", "must have at most 255 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"An\u0000a", "Ana\nLee", "Ana\u001b[31m", "\u0007Ana"})
    void refusesControlCharactersInAName(String typed) {
        assertThat(faults(fields("name"), Map.of("name", typed)))
                .containsExactly(new Violation("/fields/name", "must not have control characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n", "\u00a0", "\u200b\ufeff"})
    void refusesABlankRequiredValueAndLeavesABlankOptionalOneOut(String blank) {
        assertThat(faults(fields("email", "name"), Map.of("email", blank)))
                .containsExactly(new Violation("/fields/email", "is required"));
        assertThat(read("US", fields("email", "name"), Map.of("email", "ana@example.com", "name", blank)))
                .containsOnlyKeys("email");
    }

    @Test
    void refusesAMissingRequiredValueAndNullForIt() {
        assertThat(faults(Map.of())).containsExactly(new Violation("/fields/email", "is required"));
        assertThat(faults(with("email", null))).containsExactly(new Violation("/fields/email", "is required"));
    }

    @Test
    void leavesOptionalValuesOutThatAreNullOrMissing() {
        var values = with("phone", null);
        values.put("email", "ana@example.com");

        assertThat(read("US", fields("email", "phone", "name"), values)).containsOnlyKeys("email");
    }

    @Test
    void refusesABadOptionalValue() {
        assertThat(faults(
                        List.of(field("email", true), field("phone", false)),
                        Map.of("email", "ana@example.com", "phone", "12")))
                .extracting(Violation::pointer)
                .containsExactly("/fields/phone");
    }

    @Test
    void refusesAFieldThatIsNotAsked() {
        assertThat(faults(Map.of("email", "ana@example.com", "nickname", "x")))
                .containsExactly(new Violation("/fields/nickname", "is not a known property"));
    }

    @Test
    void refusesValuesThatAreNoText() {
        for (var value : Arrays.<Object>asList(5, true, 1.5, List.of("ana@example.com"), Map.of("a", "b"))) {
            assertThat(faults(Map.of("email", value)))
                    .as("%s", value)
                    .containsExactly(new Violation("/fields/email", "must be a text"));
        }
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        var values = new LinkedHashMap<String, Object>();
        values.put("nickname", "x");
        values.put("phone", "12");
        values.put("name", 5);

        assertThat(pointers(() -> read("US", fields("name", "email", "phone"), values)))
                .containsExactlyInAnyOrder("/fields/name", "/fields/email", "/fields/phone", "/fields/nickname");
    }

    @Test
    void givesTheValuesInTheFieldsOrder() {
        var values = new LinkedHashMap<String, Object>();
        values.put("name", "Ana");
        values.put("phone", "650 253 0000");
        values.put("email", "ana@example.com");

        assertThat(read("US", fields("email", "phone", "name"), values))
                .containsExactly(
                        entry("email", "ana@example.com"), entry("phone", "+16502530000"), entry("name", "Ana"));
    }

    private static Map<String, Object> with(String name, @Nullable Object value) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("email", "ana@example.com");
        values.put(name, value);
        @SuppressWarnings("NullAway") // a client may send null
        Map<String, Object> sent = values;
        return sent;
    }

    private static @Nullable String email(String typed) {
        return read("US", fields("email"), Map.of("email", typed)).get("email");
    }

    private static @Nullable String phone(String region, String typed) {
        return read(region, fields("phone"), Map.of("phone", typed)).get("phone");
    }

    private static @Nullable String name(String typed) {
        return read("US", fields("name"), Map.of("name", typed)).get("name");
    }

    private static List<Violation> faults(Map<String, Object> values) {
        return faults(fields("email"), values);
    }

    private static List<Violation> faults(List<FormField> fields, Map<String, Object> values) {
        return refusal(() -> read("US", fields, values)).violations();
    }

    private static Map<String, String> read(String region, List<FormField> fields, Map<String, Object> values) {
        var document = Document.of(Map.of("fields", values));
        var read = new FieldValues(region).read(fields, requireNonNull(document.object("fields")));
        document.finish();
        return read;
    }
}
