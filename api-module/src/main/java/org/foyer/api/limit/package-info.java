/** Rate limits and the size of request bodies. */
@NullMarked
package org.foyer.api.limit;

import org.jspecify.annotations.NullMarked;
