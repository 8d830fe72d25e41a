/**
 * Tells other systems what happens: endpoints, what they are to be told, and the attempts to tell them. What happens comes
 * as events of the other contexts; what each event looks like on the wire is decided here.
 */
@NullMarked
package org.foyer.webhooks.internal;

import org.jspecify.annotations.NullMarked;
