package org.foyer.contracts.workspace;

import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * Somebody says that they forgot the password of an e-mail, which may be nobody's: whether there is an account is looked
 * up only by who consumes this, so that the answer to the request can't tell.
 *
 * @param emailKey the e-mail in lower case
 */
@EventName("workspace.password-reset-requested")
public record PasswordResetRequested(UUID eventId, String emailKey) implements WorkspaceEvent {}
