/** How a façade refuses a command: one exception that carries the kind of refusal and its violations. */
@NullMarked
package org.foyer.contracts.refusal;

import org.jspecify.annotations.NullMarked;
