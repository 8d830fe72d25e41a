package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.TimelineEntry;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** Timelines of contacts, each lead composed with what it says. */
@ApplicationScoped
class Timelines {
    @Inject
    Contacts contacts;

    @Inject
    Leads leads;

    /**
     * Something that happened with a contact; what a type does not have is left out.
     *
     * @param lead null once the lead is deleted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            UUID id,
            String type,
            Instant at,
            @Nullable String source,
            @Nullable String actor,
            @Nullable Map<String, ValueChange> changes,
            @Nullable UUID otherId,
            @Nullable UUID conversationId,
            @Nullable LeadResponse lead) {

        static Entry of(TimelineEntry entry, UUID contactId, Map<UUID, LeadView> leads) {
            var lead = leads.get(entry.id());
            return new Entry(
                    entry.id(),
                    entry.type(),
                    entry.at(),
                    entry.source(),
                    entry.actor(),
                    entry.changes().isEmpty() ? null : entry.changes(),
                    entry.otherId(),
                    entry.type().equals("conversation") ? entry.id() : null,
                    lead == null ? null : LeadResponse.of(lead, contactId));
        }
    }

    Page<Entry> page(UUID workspaceId, UUID contactId, PageRequest request) {
        var page = contacts.timeline(workspaceId, contactId, request);
        var known = leads.find(
                workspaceId,
                page.items().stream()
                        .filter(entry -> entry.type().equals("lead"))
                        .map(TimelineEntry::id)
                        .toList());
        return page.map(entry -> Entry.of(entry, contactId, known));
    }
}
