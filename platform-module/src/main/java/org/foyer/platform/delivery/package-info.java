/** Durable events: what {@code @Delivered} observers rely on. Owns the tables scheduled_task and dead_delivery. */
@NullMarked
package org.foyer.platform.delivery;

import org.jspecify.annotations.NullMarked;
