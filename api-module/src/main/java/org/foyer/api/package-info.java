/** The HTTP face of Foyer. */
@NullMarked
package org.foyer.api;

import org.jspecify.annotations.NullMarked;
