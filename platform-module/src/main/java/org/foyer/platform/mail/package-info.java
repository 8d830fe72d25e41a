/** Sending e-mail through the operator's SMTP server, where one is set. */
@NullMarked
package org.foyer.platform.mail;

import org.jspecify.annotations.NullMarked;
