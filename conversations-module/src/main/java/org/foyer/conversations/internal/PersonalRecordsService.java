package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ContactDeleted;
import org.foyer.contracts.contacts.ContactErased;
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
            Event<ConversationsEvent> events,
            Clock clock) {
        this.records = records;
        this.conversations = conversations;
        this.undelivered = undelivered;
        this.retention = retention;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public PersonalRecord of(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        var visitors = visitors(workspaceId, leadIds, visitorIds);
        return new PersonalRecord(
                records.leads(workspaceId, leadIds, visitors).stream()
                        .map(Lead::view)
                        .toList(),
                records.conversationsOf(workspaceId, visitors, leadIds).stream()
                        .map(id -> conversations.get(workspaceId, id))
                        .toList());
    }

    @Override
    public boolean remain(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        return records.anyLead(workspaceId, leadIds) || records.anyKnown(workspaceId, visitorIds);
    }

    /** Whoever left the leads, and those who proved to be the person. */
    private Set<UUID> visitors(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        var visitors = new LinkedHashSet<>(records.visitorsAmong(workspaceId, visitorIds));
        visitors.addAll(records.visitorsOf(workspaceId, leadIds));
        return visitors;
    }

    /**
     * Forgets a person: their leads, everything said in their conversations, and how to recognise them. Once more changes
     * nothing.
     */
    public void erase(UUID workspaceId, Collection<UUID> leadIds, Collection<UUID> visitorIds) {
        var visitors = visitors(workspaceId, leadIds, visitorIds);
        var theirs = records.conversationsOf(workspaceId, visitors, leadIds);
        var leads = records.leads(workspaceId, leadIds, visitors).stream()
                .map(Lead::id)
                .toList();
        undelivered.forget(
                Stream.of(leads, visitors, theirs)
                        .flatMap(Collection::stream)
                        .map(UUID::toString)
                        .toList(),
                List.of(ContactDeleted.class, ContactErased.class, VisitorsErased.class));
        records.eraseTexts(theirs);
        records.eraseVisitors(visitors);
        records.deleteLeads(leads);
        if (!leads.isEmpty() || !theirs.isEmpty()) {
            events.fire(new VisitorsErased(Ids.next(), workspaceId, leads, theirs, clock.instant()));
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
