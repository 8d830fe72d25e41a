/** Files that clients send: taken in as they come, straight to the disk. */
@NullMarked
package org.foyer.api.upload;

import org.jspecify.annotations.NullMarked;
