/** The visitor API the widget speaks. */
@NullMarked
package org.foyer.api.widget;

import org.jspecify.annotations.NullMarked;
