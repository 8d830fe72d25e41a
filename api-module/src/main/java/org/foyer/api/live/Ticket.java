package org.foyer.api.live;

import org.foyer.contracts.conversations.LivePlace;

/**
 * A stream that was granted and is yet to be opened.
 *
 * @param holder whose streams are counted together
 * @param place after which it begins
 * @param resumed whether its client was told everything up to there and there may be more; otherwise it begins now
 * @param reset whether what it asked for is no longer known, so that its client has to read everything again
 */
record Ticket(
        Audience audience, Credential credential, String holder, LivePlace place, boolean resumed, boolean reset) {
    /** The request attribute that carries it from the resource to {@link LiveFilter}. */
    static final String ATTRIBUTE = "foyer.live.ticket";
}
