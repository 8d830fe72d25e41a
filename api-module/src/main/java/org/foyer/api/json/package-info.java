/** Request bodies in, responses out. */
@NullMarked
package org.foyer.api.json;

import org.jspecify.annotations.NullMarked;
