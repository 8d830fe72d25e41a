/** Telling other systems what happens, by HTTP. */
@NullMarked
package org.foyer.contracts.webhooks;

import org.jspecify.annotations.NullMarked;
