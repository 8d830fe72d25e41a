/** Opaque cursors of keyset pages. */
@NullMarked
package org.foyer.platform.paging;

import org.jspecify.annotations.NullMarked;
