package org.foyer.webhooks.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.LeadUpdated;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** What events look like on the wire: the data of each, and the envelope around it. */
final class Payloads {
    private Payloads() {}

    static String envelope(EventType type, Instant at, Map<String, Object> data) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("type", type.wireName());
        envelope.put("timestamp", at);
        envelope.put("data", data);
        return Json.write(envelope);
    }

    /** Left out: what is not known. */
    static Map<String, Object> data(@Nullable Object... namesAndValues) {
        var data = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                data.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return data;
    }

    static Map<String, Object> lead(LeadSubmitted lead, @Nullable UUID contactId) {
        var data = data(
                "lead_id", lead.leadId(),
                "agent_id", lead.agentId());
        data.put("conversation_id", lead.conversationId());
        data.putAll(data(
                "contact_id", contactId,
                "fields", lead.fields(),
                "source", lead.source(),
                "channel", lead.channel(),
                "created_at", lead.submittedAt()));
        return plain(data);
    }

    static Map<String, Object> lead(LeadUpdated event, @Nullable UUID contactId) {
        var lead = event.lead();
        var data = data(
                "lead_id", lead.id(),
                "agent_id", lead.agentId());
        data.put("conversation_id", lead.conversationId());
        data.putAll(data(
                "contact_id", contactId,
                "fields", lead.fields(),
                "status", lead.status(),
                "note", lead.note(),
                "source", lead.source(),
                "created_at", lead.createdAt(),
                "updated_at", lead.updatedAt(),
                "changes", event.changes()));
        return plain(data);
    }

    /**
     * A contact as the API has it, but for where its values came from.
     *
     * @param changes null for a new contact
     */
    static Map<String, Object> contact(ContactView contact, @Nullable Map<String, ?> changes) {
        return plain(data(
                "contact_id", contact.id(),
                "external_id", contact.externalId(),
                "name", contact.name(),
                "email", contact.email(),
                "phone", contact.phone(),
                "emails", contact.emails(),
                "phones", contact.phones(),
                "custom_attributes", contact.customAttributes(),
                "sources", contact.sources(),
                "created_at", contact.createdAt(),
                "updated_at", contact.updatedAt(),
                "last_seen_at", contact.lastSeenAt(),
                "changes", changes));
    }

    /** The data as a reader of the JSON has it: maps, lists, texts, numbers and truths. */
    static Map<String, Object> plain(Map<String, Object> data) {
        return Json.read(Json.write(data), new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }
}
