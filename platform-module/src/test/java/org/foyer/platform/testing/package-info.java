/** Real databases for tests of the contexts' repositories and services, without a container. */
package org.foyer.platform.testing;
