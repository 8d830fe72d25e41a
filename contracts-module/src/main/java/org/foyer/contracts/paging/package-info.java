/** Keyset pages: every list of the product is read through these two records. */
@NullMarked
package org.foyer.contracts.paging;

import org.jspecify.annotations.NullMarked;
