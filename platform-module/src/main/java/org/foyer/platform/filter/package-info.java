/**
 * The filter language: one typed tree that says which things are meant, read strictly from a client's JSON. What the
 * fields are, and how a tree is answered (by SQL or in memory), is its user's matter.
 */
@NullMarked
package org.foyer.platform.filter;

import org.jspecify.annotations.NullMarked;
