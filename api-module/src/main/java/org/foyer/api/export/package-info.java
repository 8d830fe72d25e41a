/** Files for download, spooled so that they are sent only when whole. */
@NullMarked
package org.foyer.api.export;

import org.jspecify.annotations.NullMarked;
