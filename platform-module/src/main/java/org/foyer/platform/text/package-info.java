/** What people's texts are compared by, and the one form of an e-mail address, a phone number and a written text. */
@NullMarked
package org.foyer.platform.text;

import org.jspecify.annotations.NullMarked;
