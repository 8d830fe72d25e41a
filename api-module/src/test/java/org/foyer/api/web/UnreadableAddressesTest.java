package org.foyer.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "*",
                "/demo",
                "/api/v1/leads/a%2Fb",
                "/a/../b",
                "/a/./../",
                "//a",
                "/%F0%9F%98%80",
                "/ä",
                "/%25"
            })
    void readsWhatIsAPath(String address) {
        assertThat(UnreadableAddresses.isReadable(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "a:1",
                "/%zz",
                "/%",
                "/%4",
                "/api/%ff",
                "/%ED%A0%80",
                "/a%00",
                "/%5c..",
                "/a\\b",
                "/..",
                "/a/../..",
                "/%2e%2e/x",
                "/a/%2e%2e//../x",
                "/\uFFFD"
            })
    void refusesWhatIsNone(String address) {
        assertThat(UnreadableAddresses.isReadable(address)).isFalse();
    }
}
