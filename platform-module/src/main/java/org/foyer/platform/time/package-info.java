/** The clock. */
@NullMarked
package org.foyer.platform.time;

import org.jspecify.annotations.NullMarked;
