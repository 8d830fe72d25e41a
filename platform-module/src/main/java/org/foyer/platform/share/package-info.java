/** Counts that the nodes of one database tell each other of. Owns the table shared_count. */
@NullMarked
package org.foyer.platform.share;

import org.jspecify.annotations.NullMarked;
