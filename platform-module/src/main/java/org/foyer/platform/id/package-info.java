/** Identifiers. */
@NullMarked
package org.foyer.platform.id;

import org.jspecify.annotations.NullMarked;
