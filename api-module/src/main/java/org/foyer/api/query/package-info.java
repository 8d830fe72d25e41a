/** What a request says beside its body: query parameters that nobody reads are refused, as unknown properties are. */
@NullMarked
package org.foyer.api.query;

import org.jspecify.annotations.NullMarked;
