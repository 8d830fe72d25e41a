/** Tables as files for people and programs: CSV, NDJSON, XLSX, written row by row in constant memory. */
@NullMarked
package org.foyer.platform.table;

import org.jspecify.annotations.NullMarked;
