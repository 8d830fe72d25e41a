package org.foyer.contacts.internal;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.Caller;

/**
 * Where a value came from.
 *
 * @param source {@link Source#wireName()}
 * @param actor {@code member:<id>}, {@code api-key:<id>}, {@code visitor:<id>} or {@code system}
 * @param at when it was said
 */
@Embeddable
record Origin(String source, String actor, Instant at) {
    static Origin of(Source source, String actor, Instant at) {
        return new Origin(source.wireName(), actor, at);
    }

    /** A session is a person at work, an API key a program. */
    static Origin of(Caller caller, Instant at) {
        return of(caller.memberId() == null ? Source.API : Source.MANUAL, actor(caller), at);
    }

    static String actor(Caller caller) {
        UUID member = caller.memberId();
        return member == null ? "api-key:" + caller.apiKeyId() : "member:" + member;
    }

    /** The same said by another way. */
    Origin as(Source other) {
        return of(other, actor, at);
    }

    Source strength() {
        return Source.of(source);
    }
}
