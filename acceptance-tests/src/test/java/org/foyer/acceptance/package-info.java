/** Foyer as its users meet it: the built archives, over HTTP and in a browser. */
package org.foyer.acceptance;
