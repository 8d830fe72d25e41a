package org.foyer.webhooks.internal;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's URL may be. Names are not resolved here, but whenever a connection is made: what they mean today
 * they need not mean tomorrow.
 */
final class TargetUrl {
    static final int MAX_LENGTH = 2000;

    private static final List<String> INTERNAL_NAMES =
            List.of("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain");

    private TargetUrl() {}

    /** What is wrong with the URL; null if nothing. */
    static @Nullable String fault(String text, boolean allowPrivate) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return "must be a URL";
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            return allowPrivate ? "must begin with https:// or http://" : "must begin with https://";
        }
        if (uri.getRawUserInfo() != null) {
            return "must not have a user or password in it";
        }
        var host = uri.getHost();
        if (host == null || uri.getPort() == 0 || uri.getPort() > 65535 || isDisguisedAddress(host)) {
            return "must have a host name, and a port from 1 to 65535 if any";
        }
        if (uri.getRawFragment() != null) {
            return "must not have a fragment";
        }
        if (!allowPrivate && isInternal(host)) {
            return "must lead to a public address; FOYER_WEBHOOKS_ALLOW_PRIVATE allows others";
        }
        return null;
    }

    /** An address in one of the old spellings that some resolvers take: a number, hexadecimal, less than four parts. */
    private static boolean isDisguisedAddress(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "");
        return !name.startsWith("[")
                && name.matches("(.*\\.)?(0x[0-9a-f]*|[0-9]+)")
                && !name.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    }

    private static boolean isInternal(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "");
        if (name.startsWith("[") || name.matches("[0-9.]+")) {
            try {
                return !PublicAddresses.contain(InetAddress.getByName(name)); // a literal: nothing is looked up
            } catch (UnknownHostException e) {
                return true;
            }
        }
        return INTERNAL_NAMES.stream().anyMatch(it -> name.equals(it) || name.endsWith("." + it));
    }
}
