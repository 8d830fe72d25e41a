package org.foyer.contracts.conversations;

/**
 * Fired, in the publisher's transaction, when something was added that live streams tell of. It carries nothing and is
 * not delivered durably: whoever observes it after the commit looks at the {@link LiveFeed} at once instead of a second
 * later.
 */
public record FeedExtended() {}
