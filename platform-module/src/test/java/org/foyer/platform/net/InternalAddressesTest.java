package org.foyer.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "2852039166",
                "[fe80::1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[fd00:ec2::254]",
                "100.100.100.200",
                "192.0.0.192",
                "0.0.0.0",
                "[::]",
                "224.0.0.1",
                "Metadata.Google.Internal",
                "metadata.google.internal."
            })
    void forbidsLinkLocalAndMetadataAddresses(String host) throws UnknownHostException {
        assertThat(InternalAddresses.forbidsByName(host)).isTrue();
        assertThat(InternalAddresses.forbids(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "10.0.0.7", "192.168.1.20", "172.16.3.4", "[fd12::1]", "8.8.8.8"})
    void allowsPrivateLoopbackAndPublicAddresses(String host) throws UnknownHostException {
        assertThat(InternalAddresses.forbidsByName(host)).isFalse();
        assertThat(InternalAddresses.forbids(host)).isFalse();
    }
}
