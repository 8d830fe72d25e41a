/** Workspaces, the people and API keys that may act in them. */
@NullMarked
package org.foyer.contracts.workspace;

import org.jspecify.annotations.NullMarked;
