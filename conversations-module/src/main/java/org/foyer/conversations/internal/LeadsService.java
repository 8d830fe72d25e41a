package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class LeadsService implements Leads {
    private static final int MAX_NOTE = 2000;
    private static final List<String> STATUSES =
            Arrays.stream(Lead.Status.values()).map(Lead.Status::wireName).toList();

    /** What a program may send along; none is required by itself. */
    private static final List<FormField> CAPTURABLE =
            List.of(capturable("name"), capturable("email"), capturable("phone"));

    private LeadRepository leads;
    private ConversationRepository conversations;
    private Agents agents;
    private CustomAttributes attributes;
    private Tallies tallies;
    private Feed feed;
    private Event<ConversationsEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LeadsService() {}

    @Inject
    LeadsService(
            LeadRepository leads,
            ConversationRepository conversations,
            Agents agents,
            CustomAttributes attributes,
            Tallies tallies,
            Feed feed,
            Event<ConversationsEvent> events,
            Clock clock) {
        this.leads = leads;
        this.conversations = conversations;
        this.agents = agents;
        this.attributes = attributes;
        this.tallies = tallies;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    private static FormField capturable(String name) {
        return new FormField(name, name, "text", false, "", "");
    }

    @Override
    @Transactional
    public LeadView capture(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        var agent = agents.get(workspaceId, agentId);
        var document = Document.of(body);
        var conversationId = document.id("conversation_id");
        var values = values(document, new FieldValues(agent.defaultRegion()), workspaceId);
        document.finish();

        var conversation = conversationId == null ? null : conversation(conversationId, workspaceId, agentId);
        var lead = Lead.captured(workspaceId, agentId, conversation, values, clock.instant());
        leads.add(lead);
        tallies.counts(lead);
        events.fire(lead.event(conversation == null ? null : conversations.userOf(conversation)));
        feed.add(workspaceId, FeedKind.LEAD_CREATED, conversationId, lead.id());
        if (conversation != null) {
            conversations.index(conversation, lead);
        }
        return lead.view();
    }

    private Conversation conversation(UUID id, UUID workspaceId, UUID agentId) {
        return conversations
                .ofWorkspace(id, workspaceId)
                .filter(conversation -> conversation.agentId().equals(agentId))
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    private Map<String, String> values(Document document, FieldValues reader, UUID workspaceId) {
        var fields = document.object("fields");
        if (fields == null) {
            var values = reader.readFrom(CAPTURABLE, document);
            requireSomebody(values, document, "at least one of email, phone and name is required");
            return values;
        }
        for (var field : CAPTURABLE) {
            if (document.has(field.name())) {
                document.violation(field.name(), "belongs inside fields, where there is one");
            }
        }
        var values = reader.read(fieldsOf(workspaceId, fields), fields);
        requireSomebody(values, document, "must have at least one of email, phone and name");
        return values;
    }

    /** As a form does, a program fills in the workspace's custom attributes too. */
    private List<FormField> fieldsOf(UUID workspaceId, Document given) {
        var names = CAPTURABLE.stream().map(FormField::name).toList();
        if (names.containsAll(given.names())) {
            return CAPTURABLE;
        }
        var fields = new ArrayList<>(CAPTURABLE);
        for (var attribute : attributes.usable(workspaceId)) {
            fields.add(new FormField(attribute.name(), attribute.label(), attribute.type(), false, "", ""));
        }
        return fields;
    }

    private static void requireSomebody(Map<String, String> values, Document document, String otherwise) {
        if (!document.faulty() && CAPTURABLE.stream().noneMatch(field -> values.containsKey(field.name()))) {
            document.violation("fields", otherwise);
        }
    }

    @Override
    @Transactional
    public Page<LeadView> list(LeadQuery query, PageRequest page) {
        check(query);
        return leads.list(query, page).map(Lead::view);
    }

    @Override
    @Transactional
    public LeadView get(UUID workspaceId, UUID leadId) {
        return lead(workspaceId, leadId).view();
    }

    @Override
    @Transactional
    public Map<UUID, LeadView> find(UUID workspaceId, Collection<UUID> leadIds) {
        return leadIds.isEmpty()
                ? Map.of()
                : leads.allOf(workspaceId, leadIds).stream()
                        .map(Lead::view)
                        .collect(Collectors.toUnmodifiableMap(LeadView::id, Function.identity()));
    }

    @Override
    @Transactional
    public LeadView change(UUID workspaceId, UUID leadId, Map<String, Object> body) {
        var lead = leads.lock(leadId, workspaceId).orElseThrow(() -> Refusal.notFound("lead"));
        var document = Document.of(body);
        var status = document.oneOf("status", STATUSES);
        var note = document.lines("note", MAX_NOTE);
        if (document.has("status") && document.raw("status") == null) {
            document.violation("status", "must be one of " + String.join(", ", STATUSES));
        }
        document.finish();

        var now = clock.instant();
        var change = FeedKind.LEAD_UPDATED;
        var known = lead.isAnnounced();
        var formerStatus = lead.status();
        var formerNote = lead.view().note();
        if (status != null) {
            var counted = lead.status() != Lead.Status.SPAM;
            lead.marked(Lead.Status.valueOf(status.toUpperCase(Locale.ROOT)), now);
            if (counted && lead.status() == Lead.Status.SPAM) {
                tallies.countsNoMore(lead);
            } else if (!counted && lead.status() != Lead.Status.SPAM) {
                tallies.counts(lead);
            }
            if (lead.unannounced()) {
                lead.announced();
                events.fire(lead.event(conversations.userOf(lead.visitorId())));
                change = FeedKind.LEAD_CREATED;
            }
        }
        if (document.has("note")) {
            lead.noted(note, now);
        }
        if (known) {
            lead.updateEvent(formerStatus, formerNote).ifPresent(events::fire);
        }
        if (status != null || document.has("note")) {
            feed.add(workspaceId, change, lead.view().conversationId(), leadId);
        }
        return lead.view();
    }

    @Override
    @Transactional
    public void delete(UUID workspaceId, UUID leadId) {
        var lead = leads.lock(leadId, workspaceId).orElseThrow(() -> Refusal.notFound("lead"));
        if (lead.status() != Lead.Status.SPAM) {
            tallies.countsNoMore(lead);
        }
        leads.remove(lead);
        conversations.unindex(leadId);
    }

    @Override
    @Transactional
    public void export(LeadQuery query, Consumer<LeadView> row) {
        check(query);
        leads.each(query, lead -> row.accept(lead.view()));
    }

    private static void check(LeadQuery query) {
        @Nullable String status = query.status();
        if (status != null && !STATUSES.contains(status)) {
            throw Refusal.invalid("/query/status", "must be one of " + String.join(", ", STATUSES));
        }
    }

    private Lead lead(UUID workspaceId, UUID leadId) {
        return leads.ofWorkspace(leadId, workspaceId).orElseThrow(() -> Refusal.notFound("lead"));
    }
}
