package org.foyer.contracts.conversations;

/**
 * How far lead forms got, as numbers of what happened: each counts once per form. A form that is submitted after it
 * expired counts as submitted, and no longer as expired.
 */
public record FunnelCounts(long offered, long seen, long started, long submitted, long dismissed, long expired) {}
