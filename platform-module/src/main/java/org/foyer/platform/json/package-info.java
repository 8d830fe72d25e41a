/** The one strict JSON mapper. */
@NullMarked
package org.foyer.platform.json;

import org.jspecify.annotations.NullMarked;
