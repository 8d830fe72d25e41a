package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;
import org.jspecify.annotations.Nullable;

/**
 * A visitor proved who they are on the agent's site: their {@code user_hash} was right. Told each time, whether it brings
 * anything new or not.
 *
 * @param userId the site's name for the person, exactly as the site gave it; the contact's external id
 * @param name said along with it, normalised; not covered by the hash; null if not given
 * @param email canonical
 * @param phone E.164
 */
@EventName("conversations.visitor-identified")
public record VisitorIdentified(
        UUID eventId,
        UUID workspaceId,
        UUID agentId,
        UUID conversationId,
        UUID visitorId,
        String userId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        Instant identifiedAt)
        implements ConversationsEvent {}
