package org.foyer.contracts.conversations;

import java.time.Duration;

/**
 * A language model was asked for a reply, or would have been. Fired for the numbers of this node; it is not durable.
 *
 * @param outcome {@code answered}, or in one word why the embedded engine had to answer
 * @param called whether a request was made at all
 */
public record ModelCalled(String outcome, boolean called, Duration took) {}
