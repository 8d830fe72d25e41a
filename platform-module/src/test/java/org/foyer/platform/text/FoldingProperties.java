package org.foyer.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FoldingProperties {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().map(String::valueOf),
                        Arbitraries.of("a", "A", "\u03A3", "\u03C2", "\u0130", "\u00DF", "\uE000", "\uFFFD", "\uFF21"),
                        Arbitraries.integers().between(0x10000, 0x10DFFF).map(Character::toString))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Property(tries = 2000)
    void bothDatabasesOrderKeysAlike(@ForAll("texts") String one, @ForAll("texts") String other) {
        var first = Folding.key(one);
        var second = Folding.key(other);
        var asH2 = first.compareTo(second);
        var asPostgres =
                Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(asH2)).isEqualTo(Integer.signum(asPostgres));
    }

    @Property(tries = 2000)
    void caseMakesNoDifference(@ForAll("texts") String text) {
        var each = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(Character::toUpperCase)
                .forEach(each::appendCodePoint);
        assertThat(Folding.key(each.toString())).isEqualTo(Folding.key(text));
    }

    @Example
    void theKeyOfAPartIsAPartOfTheKey() {
        assertThat(Folding.key("\u0391\u03A3\u0391")).contains(Folding.key("\u0391\u03A3"));
        assertThat(Folding.key("x\uFF21\uD83D\uDE00y")).contains(Folding.key("\uFF21\uD83D\uDE00"));
    }
}
