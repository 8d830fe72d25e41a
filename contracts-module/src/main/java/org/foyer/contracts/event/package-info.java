/** What an event between contexts is, and the qualifier that asks for its durable delivery. */
@NullMarked
package org.foyer.contracts.event;

import org.jspecify.annotations.NullMarked;
