@NullMarked
package org.foyer.launcher;

import org.jspecify.annotations.NullMarked;
