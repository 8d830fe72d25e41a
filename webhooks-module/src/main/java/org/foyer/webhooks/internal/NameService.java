package org.foyer.webhooks.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Resolves a host name to all its addresses; may take long. */
@FunctionalInterface
interface NameService {
    InetAddress[] resolve(String host) throws UnknownHostException;
}
