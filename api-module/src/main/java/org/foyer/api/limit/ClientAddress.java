package org.foyer.api.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Where a request comes from, as limits count it. */
public final class ClientAddress {
    private ClientAddress() {}

    /** An IPv6 host has a whole network of addresses to call from, so it is known by its network (/64). */
    public static String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
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
