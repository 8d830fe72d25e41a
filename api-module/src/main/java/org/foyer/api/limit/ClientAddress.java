package org.foyer.api.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HexFormat;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where a request comes from, as limits count it. */
public final class ClientAddress {
    private static final TrustedProxies PROXIES = TrustedProxies.of(ConfigProvider.getConfig()
            .getOptionalValue("foyer.trusted.proxies", String.class)
            .orElse(""));

    private ClientAddress() {}

    /** Fails if the setting can't be read: at the start rather than at the first request. */
    public static void checkSettings() {
        PROXIES.clientOf("", null);
    }

    /** The address itself: the caller's, or whom a trusted proxy names. */
    public static String exact(HttpServletRequest request) {
        var headers = request.getHeaders("X-Forwarded-For");
        var forwardedFor =
                headers == null || !headers.hasMoreElements() ? null : String.join(",", Collections.list(headers));
        return PROXIES.clientOf(request.getRemoteAddr(), forwardedFor);
    }

    /** An IPv6 host has a whole network of addresses to call from, so it is known by its network (/64). */
    public static String of(HttpServletRequest request) {
        var address = exact(request);
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
