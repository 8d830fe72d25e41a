package org.foyer.webhooks.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an endpoint can be told of. */
enum EventType {
    LEAD_CREATED("lead.created"),
    LEAD_UPDATED("lead.updated"),
    CONTACT_CREATED("contact.created"),
    CONTACT_UPDATED("contact.updated"),
    CONTACT_DELETED("contact.deleted"),
    CONVERSATION_STARTED("conversation.started"),
    CONVERSATION_RESOLVED("conversation.resolved"),
    /** Asked for by a person to see whether the endpoint works; every endpoint gets it. */
    PING("ping");

    /** Those an endpoint chooses from. */
    static final List<String> TO_CHOOSE = Arrays.stream(values())
            .filter(type -> type != PING)
            .map(EventType::wireName)
            .toList();

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
