/** The management API: thin resources that turn HTTP into façade calls. */
@NullMarked
package org.foyer.api.management;

import org.jspecify.annotations.NullMarked;
