/** Pages, start-up and health: everything of the WAR that is not the API. */
@NullMarked
package org.foyer.api.web;

import org.jspecify.annotations.NullMarked;
