/** What addresses this installation may be sent to. */
@NullMarked
package org.foyer.platform.net;

import org.jspecify.annotations.NullMarked;
