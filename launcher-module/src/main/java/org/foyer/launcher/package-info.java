/**
 * Starts {@code foyer.jar}: reads where to listen and where to keep the data, boots Payara Micro quietly, deploys the
 * application, opens the port and says where to look. Knows nothing of the application but its WAR.
 */
@NullMarked
package org.foyer.launcher;

import org.jspecify.annotations.NullMarked;
