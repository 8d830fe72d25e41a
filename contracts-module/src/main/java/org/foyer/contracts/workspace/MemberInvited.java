package org.foyer.contracts.workspace;

import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * Somebody was invited, and mail is set up: they are to be sent the link.
 *
 * @param sealedToken what the link holds, sealed under the installation's key, since events lie stored in clear
 */
@EventName("workspace.member-invited")
public record MemberInvited(UUID eventId, UUID workspaceId, UUID invitationId, String sealedToken)
        implements WorkspaceEvent {
    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "MemberInvited[eventId=" + eventId + ", invitationId=" + invitationId + "]";
    }
}
