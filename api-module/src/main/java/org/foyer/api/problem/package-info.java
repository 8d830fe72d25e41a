/** Errors as RFC 9457 problem documents, from every layer: the catalogue, the mappers, the container's error page. */
@NullMarked
package org.foyer.api.problem;

import org.jspecify.annotations.NullMarked;
