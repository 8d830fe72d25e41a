/**
 * Turns a text into a vector whose direction is its meaning, in plain Java: no native code, which an application server
 * could not redeploy. Knows nothing of conversations.
 */
@NullMarked
package org.foyer.encoder;

import org.jspecify.annotations.NullMarked;
