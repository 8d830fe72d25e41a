/**
 * Long background work that survives a crash: a context implements {@link Job} (work of which there are many, told apart
 * by id: an import, an export), {@link Nightly} or {@link Recurring} (work of which there is one) as a bean, and calls
 * {@link Jobs#submit} in the transaction that stores what is to be done. The work is done in short steps, each in a transaction of its own that
 * also stores how far it got; after a crash it goes on behind the last committed step.
 */
@NullMarked
package org.foyer.platform.jobs;

import org.jspecify.annotations.NullMarked;
