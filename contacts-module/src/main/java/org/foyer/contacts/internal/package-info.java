/**
 * Owns the people a workspace knows and which lead was registered as whom. A person is one contact however often and
 * however concurrently they come: the database's unique indexes decide.
 */
@NullMarked
package org.foyer.contacts.internal;

import org.jspecify.annotations.NullMarked;
