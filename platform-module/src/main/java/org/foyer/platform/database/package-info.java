/** The one data source, and the migrations that run before Hibernate validates a schema. */
@NullMarked
package org.foyer.platform.database;

import org.jspecify.annotations.NullMarked;
