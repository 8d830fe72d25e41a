/** Agents and the actions they may take, {@code collect_leads} first. */
@NullMarked
package org.foyer.contracts.actions;

import org.jspecify.annotations.NullMarked;
