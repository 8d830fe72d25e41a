/** Deployed beside the application by {@link org.foyer.acceptance.WarOnMicroIT} to watch and to break things from inside. */
package org.foyer.acceptance.probe;
