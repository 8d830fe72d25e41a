package org.foyer.webhooks.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses belong to the public internet. All others are refused: of this host, of private networks, of clouds'
 * metadata services, and those that lead to such by way of a mapping or a tunnel (IANA's special-purpose registries).
 */
final class PublicAddresses {
    private static final List<Block> NOT_PUBLIC = List.of(
            block("0.0.0.0", 8),
            block("10.0.0.0", 8),
            block("100.64.0.0", 10),
            block("127.0.0.0", 8),
            block("169.254.0.0", 16),
            block("172.16.0.0", 12),
            block("192.0.0.0", 24),
            block("192.0.2.0", 24),
            block("192.88.99.0", 24),
            block("192.168.0.0", 16),
            block("198.18.0.0", 15),
            block("198.51.100.0", 24),
            block("203.0.113.0", 24),
            block("224.0.0.0", 4),
            block("240.0.0.0", 4),
            block("2001::", 23),
            block("2001:db8::", 32),
            block("2002::", 16),
            block("3fff::", 20));

    /** Nothing of IPv6 outside is public: not mapped and compatible ones, nor NAT64, unique local and link-local ones. */
    private static final Block GLOBAL_UNICAST = block("2000::", 3);

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        var bytes = address.getAddress();
        return (bytes.length == 4 || GLOBAL_UNICAST.contains(bytes))
                && NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
    }

    private static Block block(String first, int prefix) {
        try {
            return new Block(InetAddress.getByName(first).getAddress(), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(first + " is no address", e);
        }
    }

    private static final class Block {
        private final byte[] first;
        private final int prefix;

        Block(byte[] first, int prefix) {
            this.first = first;
            this.prefix = prefix;
        }

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
