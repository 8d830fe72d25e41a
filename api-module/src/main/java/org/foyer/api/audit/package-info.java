/** Writes down who changed what through the management API. */
@NullMarked
package org.foyer.api.audit;

import org.jspecify.annotations.NullMarked;
