/**
 * Agents and the actions they may take. Each kind of action describes itself as an {@link
 * org.foyer.actions.internal.ActionKind}; what happens when one is taken is another context's matter.
 */
@NullMarked
package org.foyer.actions.internal;

import org.jspecify.annotations.NullMarked;
