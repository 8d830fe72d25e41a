package org.foyer.api.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose {@code X-Forwarded-For} is believed. Each proxy adds at the end of it whom it was called by, so it is
 * read from the end, as far as the addresses are those of proxies; what is before that anybody may have written.
 */
final class TrustedProxies {
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    private record Network(InetAddress first, int prefix) {
        boolean contains(InetAddress other) {
            var mine = first.getAddress();
            var theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads the setting.
     *
     * @param setting addresses and networks such as {@code 10.0.0.0/8}, separated by commas
     */
    static TrustedProxies of(String setting) {
        return new TrustedProxies(Arrays.stream(setting.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(TrustedProxies::network)
                .toList());
    }

    private static Network network(String entry) {
        var parts = entry.split("/", 2);
        var address = address(parts[0]).orElseThrow(() -> wrong(entry));
        var bits = address.getAddress().length * 8;
        if (parts.length > 1 && !parts[1].matches("\\d{1,3}")) {
            throw wrong(entry);
        }
        var prefix = parts.length > 1 ? Integer.parseInt(parts[1]) : bits;
        if (prefix > bits) {
            throw wrong(entry);
        }
        return new Network(address, prefix);
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException(
                "FOYER_TRUSTED_PROXIES has an entry that is neither an address nor a network: " + entry);
    }

    /**
     * Who is behind a call.
     *
     * @param caller the address that the call came from
     * @param forwardedFor what its {@code X-Forwarded-For} says
     */
    String clientOf(String caller, @Nullable String forwardedFor) {
        var hops = new ArrayList<String>();
        if (forwardedFor != null) {
            hops.addAll(Arrays.asList(forwardedFor.split(",", -1)));
        }
        var client = caller;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            var hop = hops.get(i).strip();
            if (address(hop).isEmpty()) {
                break;
            }
            client = hop;
        }
        return client;
    }

    private boolean isTrusted(String address) {
        return address(address)
                .filter(found -> networks.stream().anyMatch(network -> network.contains(found)))
                .isPresent();
    }

    /** An address as it is written in digits: a name is never looked up. */
    private static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
