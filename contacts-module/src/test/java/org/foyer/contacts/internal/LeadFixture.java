package org.foyer.contacts.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.SourceView;

/** Submitted leads, as conversations tells of them. */
final class LeadFixture {
    static final UUID WORKSPACE = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    static final UUID OTHER_WORKSPACE = UUID.fromString("0190a000-0000-7000-8000-000000000002");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    private LeadFixture() {}

    /** A form submitted just now, with these fields: name, value, name, value… */
    static LeadSubmitted form(String... fields) {
        return lead(WORKSPACE, "form", NOW, fields);
    }

    static LeadSubmitted formAt(Instant time, String... fields) {
        return lead(WORKSPACE, "form", time, fields);
    }

    static LeadSubmitted api(String... fields) {
        return lead(WORKSPACE, "api", NOW, fields);
    }

    static LeadSubmitted elsewhere(String... fields) {
        return lead(OTHER_WORKSPACE, "form", NOW, fields);
    }

    private static LeadSubmitted lead(UUID workspace, String channel, Instant time, String... fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        return new LeadSubmitted(
                UUID.randomUUID(),
                workspace,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                values,
                channel,
                SourceView.UNKNOWN,
                time,
                null);
    }
}
