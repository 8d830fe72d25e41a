/** Reading a JSON object that a client sent: types, lengths and unknown properties, each fault with its pointer. */
@NullMarked
package org.foyer.platform.document;

import org.jspecify.annotations.NullMarked;
