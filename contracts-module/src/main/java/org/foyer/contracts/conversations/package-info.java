/** Conversations, lead forms and leads, as visitors and teams see them. */
@NullMarked
package org.foyer.contracts.conversations;

import org.jspecify.annotations.NullMarked;
