/** Answers a repeated POST with what the first one brought. */
@NullMarked
package org.foyer.api.idempotency;

import org.jspecify.annotations.NullMarked;
