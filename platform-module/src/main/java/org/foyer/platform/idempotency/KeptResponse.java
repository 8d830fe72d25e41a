package org.foyer.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A response kept for repeats of its request.
 *
 * @param requestHash tells whether a request under the same key is the same request
 * @param location the Location header, null if there was none
 * @param body JSON
 */
public record KeptResponse(
        String requestHash, int status, @Nullable String location, String body) {}
