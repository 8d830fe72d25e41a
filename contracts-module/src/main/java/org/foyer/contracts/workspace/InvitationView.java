package org.foyer.contracts.workspace;

import java.time.Instant;

/**
 * An invitation as whoever holds its link sees it.
 *
 * @param accountExists whether the e-mail has an account here, whose password accepts the invitation
 */
public record InvitationView(String workspaceName, String email, Role role, Instant expiresAt, boolean accountExists) {}
