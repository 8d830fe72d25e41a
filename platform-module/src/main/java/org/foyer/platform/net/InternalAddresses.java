package org.foyer.platform.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that no setting may send a request to, whoever set it: link-local ones, under which clouds serve credentials
 * to whoever asks, metadata services under other addresses, and what is no single host.
 */
public final class InternalAddresses {
    private static final Set<String> METADATA_NAMES =
            Set.of("metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");
    private static final byte[] ALIBABA = {100, 100, 100, (byte) 200};
    private static final byte[] ORACLE = {(byte) 192, 0, 0, (byte) 192};

    /** fd00:ec2::254 and what else AWS may put beside it. */
    private static final byte[] AWS_V6 = {(byte) 0xfd, 0x00, 0x0e, (byte) 0xc2};

    /** 64:ff9b::/96, behind which any IPv4 address can be reached. */
    private static final byte[] NAT64 = {0x00, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F]*:.*");

    private InternalAddresses() {}

    /** Whether the host names or is a forbidden address, as far as can be told without asking DNS. */
    public static boolean forbidsByName(String host) {
        var name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (METADATA_NAMES.contains(name)) {
            return true;
        }
        if (!LITERAL.matcher(name).matches()) {
            return false;
        }
        try {
            return forbids(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether the host leads to a forbidden address.
     *
     * @throws UnknownHostException if it leads nowhere
     */
    public static boolean forbids(String host) throws UnknownHostException {
        return forbidsByName(host)
                || Arrays.stream(InetAddress.getAllByName(host)).anyMatch(InternalAddresses::forbids);
    }

    static boolean forbids(InetAddress address) {
        var bytes = address.getAddress();
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || Arrays.equals(bytes, ALIBABA)
                || Arrays.equals(bytes, ORACLE)
                || startsWith(bytes, AWS_V6)
                || startsWith(bytes, NAT64) && forbidsV4(Arrays.copyOfRange(bytes, 12, 16));
    }

    private static boolean forbidsV4(byte[] bytes) {
        try {
            return forbids(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length == 16 && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
