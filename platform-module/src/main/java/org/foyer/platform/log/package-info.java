/** What an entry of the log carries beside its message, and how failures are logged without what they hold of people. */
@NullMarked
package org.foyer.platform.log;

import org.jspecify.annotations.NullMarked;
