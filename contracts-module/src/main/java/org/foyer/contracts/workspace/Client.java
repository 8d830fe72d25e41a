package org.foyer.contracts.workspace;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody who has yet to prove who they are calls from.
 *
 * @param address failures are counted by it
 * @param userAgent what the browser calls itself, shown in the list of sessions; null if it does not say
 */
public record Client(String address, @Nullable String userAgent) {}
