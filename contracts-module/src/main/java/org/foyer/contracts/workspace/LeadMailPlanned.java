package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;
import org.jspecify.annotations.Nullable;

/**
 * A member is to be mailed about new leads. It names no lead's values: what is mailed is read when it is sent, so that
 * whoever was erased meanwhile is in no mail.
 *
 * @param leadId the one lead it is about; null for a digest
 * @param deliverAfter when the digest is due; null for at once
 */
@EventName("workspace.lead-mail-planned")
public record LeadMailPlanned(
        UUID eventId,
        UUID workspaceId,
        UUID memberId,
        @Nullable UUID leadId,
        @Nullable Instant deliverAfter) implements WorkspaceEvent {}
