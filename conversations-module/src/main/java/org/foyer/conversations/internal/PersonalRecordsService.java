package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ContactDeleted;
import org.foyer.contracts.contacts.ContactErased;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.Retention;
import org.foyer.contracts.contacts.RetentionView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.PersonalRecords;
import org.foyer.contracts.conversations.VisitorsErased;
import org.foyer.platform.delivery.Undelivered;
import org.foyer.platform.id.Ids;

@ApplicationScoped
@Transactional
class PersonalRecordsService implements PersonalRecords {
    static final int BATCH = 200;

    /** Others have still to follow these, and they name ids alone. */
    private static final Logger LOG = Logger.getLogger(PersonalRecordsService.class.getName());

    private PersonalRecordRepository records;
    private Conversations conversations;
    private Undelivered undelivered;
    private Retention retention;
    private Contacts contacts;
    private Event<ConversationsEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected PersonalRecordsService() {}

    @Inject
    PersonalRecordsService(
            PersonalRecordRepository records,
            Conversations conversations,
            Undelivered undelivered,
            Retention retention,
            Contacts contacts,
            Event<ConversationsEvent> events,
            Clock clock) {
        this.records = records;
        this.conversations = conversations;
        this.undelivered = undelivered;
        this.retention = retention;
        this.contacts = contacts;
        this.events = events;
        this.clock = clock;
    }

    /** A person's, as far as it is known to be theirs. */
    private record Theirs(Set<UUID> visitors, List<Lead> leads, List<UUID> conversations) {}

    @Override
    public PersonalRecord of(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        var theirs = theirs(workspaceId, leadIds, visitorIds);
        return new PersonalRecord(
                theirs.leads().stream().map(Lead::view).toList(),
                theirs.conversations().stream()
                        .map(id -> conversations.get(workspaceId, id))
                        .toList());
    }

    @Override
    public boolean remain(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        return records.anyLead(workspaceId, leadIds) || records.anyKnown(workspaceId, visitorIds);
    }

    /**
     * Their leads, and what whoever left them or proved to be them left and said besides. Several people may use one
     * browser: a lead that is registered as somebody else's is not theirs, nor is a conversation that has only such leads.
     */
    private Theirs theirs(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        var visitors = new LinkedHashSet<>(records.visitorsAmong(workspaceId, visitorIds));
        visitors.addAll(records.visitorsOf(workspaceId, leadIds));
        var leads = new ArrayList<>(records.leads(workspaceId, leadIds, visitors));
        var registered =
                contacts.contactsOf(workspaceId, leads.stream().map(Lead::id).toList());
        var ofOthers = leads.stream()
                .filter(lead -> !leadIds.contains(lead.id()) && registered.containsKey(lead.id()))
                .toList();
        leads.removeAll(ofOthers);
        var talks = new ArrayList<>(records.conversationsOf(workspaceId, visitors, leadIds));
        var talksOfOthers = conversationsOf(ofOthers);
        talksOfOthers.removeAll(conversationsOf(leads));
        talks.removeAll(talksOfOthers);
        return new Theirs(visitors, leads, talks);
    }

    private static Set<UUID> conversationsOf(List<Lead> leads) {
        return leads.stream()
                .map(Lead::conversationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Forgets a person: their leads, everything said in their conversations, and how to recognise them. Once more changes
     * nothing.
     */
    public void erase(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        var theirs = theirs(workspaceId, leadIds, visitorIds);
        var leads = theirs.leads().stream().map(Lead::id).toList();
        undelivered.forget(
                Stream.of(leads, theirs.visitors(), theirs.conversations())
                        .flatMap(Collection::stream)
                        .map(UUID::toString)
                        .toList(),
                List.of(ContactDeleted.class, ContactErased.class, VisitorsErased.class));
        records.eraseTexts(theirs.conversations());
        records.eraseVisitors(theirs.visitors());
        records.deleteLeads(leads);
        if (!leads.isEmpty() || !theirs.conversations().isEmpty()) {
            events.fire(new VisitorsErased(Ids.next(), workspaceId, leads, theirs.conversations(), clock.instant()));
        }
    }

    /** Deletes some of what was kept long enough; answers whether there may be more. */
    public boolean clear() {
        var now = clock.instant();
        for (var rules : retention.all()) {
            var workspaceId = rules.workspaceId();
            if (rules.leadsAfter() != null) {
                var cutoff = RetentionView.cutoff(rules.leadsAfter(), now);
                var old = records.leadsBefore(workspaceId, cutoff, rules.statuses(), BATCH);
                if (!old.isEmpty()) {
                    records.deleteLeads(old);
                    LOG.info(() -> "retention deleted " + old.size() + " leads of workspace " + workspaceId);
                    return true;
                }
            }
            if (rules.conversationsAfter() != null) {
                var cutoff = RetentionView.cutoff(rules.conversationsAfter(), now);
                var old = records.conversationsQuietSince(workspaceId, cutoff, BATCH);
                if (!old.isEmpty()) {
                    records.deleteConversations(old);
                    LOG.info(() -> "retention deleted " + old.size() + " conversations of workspace " + workspaceId);
                    return true;
                }
            }
        }
        return false;
    }
}
