package org.foyer.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "pt-BR", "zh-Hant-TW", "de-CH-1996"})
    void takesALanguageTag(String tag) {
        assertThat(Codes.isLanguageTag(tag)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "x-private", "en_US", "en-", "not a locale", "en-a-a-aaa-aaa-b"})
    void refusesWhatNamesNoLanguage(String tag) {
        assertThat(Codes.isLanguageTag(tag)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "de", "dE"})
    void readsACountryInAnyCase(String code) {
        assertThat(Codes.region(code)).contains("DE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "DEU", "ZZ", "ß", "D ", "ıı"})
    void refusesWhatIsNoCountry(String code) {
        assertThat(Codes.region(code)).isEmpty();
    }
}
