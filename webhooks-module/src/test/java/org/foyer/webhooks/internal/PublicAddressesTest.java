package org.foyer.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1"
            })
    void refusesWhatIsNotPublic(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.0.1",
                "11.0.0.0",
                "169.253.0.1",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888",
                "::ffff:8.8.8.8"
            })
    void takesWhatIsPublic(String address) throws Exception {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://crm.example.com/hooks?x=1,",
        "https://93.184.216.34/,",
        "https://[2606:4700::1111]:8443/,",
        "http://crm.example.com/,must begin with https://",
        "ftp://crm.example.com/,must begin with https://",
        "crm.example.com,must begin with https://",
        "https://user:pw@crm.example.com/,must not have a user or password in it",
        "https://crm.example.com/#x,must not have a fragment",
        "https:///x,'must have a host name, and a port from 1 to 65535 if any'",
        "https://crm.example.com:0/,'must have a host name, and a port from 1 to 65535 if any'",
        "https://crm.example.com:70000/,'must have a host name, and a port from 1 to 65535 if any'",
        "https://2130706433/,'must have a host name, and a port from 1 to 65535 if any'",
        "https://0x7f000001/,'must have a host name, and a port from 1 to 65535 if any'",
        "https://127.1/,'must have a host name, and a port from 1 to 65535 if any'",
        "https://a b/,must be a URL",
        "https://127.0.0.1/,must lead to a public address; FOYER_WEBHOOKS_ALLOW_PRIVATE allows others",
        "https://LOCALHOST./,must lead to a public address; FOYER_WEBHOOKS_ALLOW_PRIVATE allows others",
        "https://metadata.google.internal/,must lead to a public address; FOYER_WEBHOOKS_ALLOW_PRIVATE allows others",
        "https://[::1]/,must lead to a public address; FOYER_WEBHOOKS_ALLOW_PRIVATE allows others",
        "https://[::ffff:169.254.169.254]/,must lead to a public address; FOYER_WEBHOOKS_ALLOW_PRIVATE allows others"
    })
    void saysWhatIsWrongWithAUrl(String url, String fault) {
        assertThat(TargetUrl.fault(url, false)).isEqualTo(fault);
    }

    @Test
    void takesPrivateTargetsAndHttpWhereThatIsAllowed() {
        assertThat(TargetUrl.fault("http://127.0.0.1:8080/hook", true)).isNull();
        assertThat(TargetUrl.fault("https://localhost/hook", true)).isNull();
        assertThat(TargetUrl.fault("file:///etc/passwd", true)).isNotNull();
    }

    @Test
    void refusesAHostOfWhichOneAddressIsPrivate() throws Exception {
        var both = new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
        var resolver = new CheckedResolver(host -> both, false);

        assertThatThrownBy(() -> resolver.resolve("two.example"))
                .isInstanceOf(CheckedResolver.RefusedAddressException.class);
        assertThat(new CheckedResolver(host -> both, true).resolve("two.example"))
                .isEqualTo(both);
        assertThatThrownBy(() -> new CheckedResolver(host -> new InetAddress[0], false).resolve("none.example"))
                .isInstanceOf(UnknownHostException.class);
    }
}
