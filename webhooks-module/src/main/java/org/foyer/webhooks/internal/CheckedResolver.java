package org.foyer.webhooks.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name for the very connection that is made next, and hands out nothing but checked addresses: between check
 * and connection nobody resolves again, so a name that changes its mind (DNS rebinding) gains nothing. One address that
 * is not public is enough to refuse the host.
 */
final class CheckedResolver implements DnsResolver {
    private final NameService names;
    private final boolean allowPrivate;

    CheckedResolver(NameService names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.resolve(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        if (!allowPrivate) {
            for (var address : addresses) {
                if (!PublicAddresses.contain(address)) {
                    throw new RefusedAddressException();
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The name leads to an address that is not public; which one is not told, so that nobody maps our network. */
    static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }
}
