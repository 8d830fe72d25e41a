/** Live streams (server-sent events): who listens, what they are told, and how without a thread or endless memory each. */
@NullMarked
package org.foyer.api.live;

import org.jspecify.annotations.NullMarked;
