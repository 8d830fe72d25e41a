/** The people a workspace knows. */
@NullMarked
package org.foyer.contracts.contacts;

import org.jspecify.annotations.NullMarked;
