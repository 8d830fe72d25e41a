package org.foyer.conversations.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What happened, as live streams tell it; the subject is what the name begins with. */
enum FeedKind {
    MESSAGE_CREATED,
    /** A form or a question in a message got another status; the subject is that form or question. */
    MESSAGE_UPDATED,
    CONVERSATION_STARTED,
    CONVERSATION_UPDATED,
    NOTE_CREATED,
    LEAD_CREATED,
    LEAD_UPDATED;

    /** The kinds of which the visitor of the conversation is told too. */
    static final List<String> OF_VISITORS = List.of(MESSAGE_CREATED.name(), MESSAGE_UPDATED.name());

    static FeedKind ofWireName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** For example {@code message.created}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
