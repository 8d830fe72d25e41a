/** Who calls the management API, and the one rule each of its methods is held by. */
@NullMarked
package org.foyer.api.security;

import org.jspecify.annotations.NullMarked;
