/** Answers kept for 24 hours so that a repeated request is answered, not carried out again. */
@NullMarked
package org.foyer.platform.idempotency;

import org.jspecify.annotations.NullMarked;
