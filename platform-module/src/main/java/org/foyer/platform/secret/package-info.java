/** Random secrets and the digests under which they are stored. */
@NullMarked
package org.foyer.platform.secret;

import org.jspecify.annotations.NullMarked;
