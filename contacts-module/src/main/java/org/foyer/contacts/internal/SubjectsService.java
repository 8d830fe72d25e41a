package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.contacts.ContactDeleted;
import org.foyer.contracts.contacts.ContactErased;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.ContactsEvent;
import org.foyer.contracts.contacts.ErasureView;
import org.foyer.contracts.contacts.SubjectView;
import org.foyer.contracts.contacts.Subjects;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.delivery.Undelivered;
import org.foyer.platform.id.Ids;
import org.foyer.platform.text.Folding;

@ApplicationScoped
@Transactional
class SubjectsService implements Subjects {
    private Contacts people;
    private ContactRepository contacts;
    private SubjectRepository subjects;
    private SegmentRepository segments;
    private ImportFiles files;
    private Undelivered undelivered;
    private Event<ContactsEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected SubjectsService() {}

    @Inject
    SubjectsService(
            Contacts people,
            ContactRepository contacts,
            SubjectRepository subjects,
            SegmentRepository segments,
            ImportFiles files,
            Undelivered undelivered,
            Event<ContactsEvent> events,
            Clock clock) {
        this.people = people;
        this.contacts = contacts;
        this.subjects = subjects;
        this.segments = segments;
        this.files = files;
        this.undelivered = undelivered;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public SubjectView export(UUID workspaceId, UUID contactId) {
        var view = people.get(workspaceId, contactId);
        var family = contacts.family(contactId);
        var state = contacts.find(workspaceId, contactId).orElseThrow().state();
        return new SubjectView(
                view,
                subjects.leadsOf(family),
                subjects.visitorsOf(family),
                contacts.allChanges(family).stream()
                        .map(change -> {
                            var entry = change.entry();
                            return new SubjectView.Change(
                                    entry.type(), entry.at(), entry.source(), entry.actor(), entry.changes());
                        })
                        .toList(),
                subjects.importedRows(workspaceId, family, valuesOf(state)).stream()
                        .map(row -> new SubjectView.ImportedRow(row.importId(), row.handledAt(), row.view()))
                        .toList());
    }

    private static Set<String> valuesOf(ContactState state) {
        var values = new LinkedHashSet<String>();
        state.emails().forEach(email -> values.add(email.value()));
        state.phones().forEach(phone -> values.add(phone.value()));
        return values;
    }

    @Override
    public ErasureView erase(Caller caller, UUID contactId) {
        var workspaceId = caller.workspaceId();
        var before = subjects.erasure(workspaceId, contactId);
        if (before.isPresent()) {
            return before.get().view();
        }
        people.get(workspaceId, contactId); // a merged contact is elsewhere, another workspace's nowhere
        var family = contacts.family(contactId);
        var leads = subjects.leadsOf(family);
        var visitors = subjects.visitorsOf(family);
        var state = contacts.find(workspaceId, contactId).orElseThrow().state();
        people.delete(caller, contactId);

        subjects.forgetLeads(leads);
        subjects.importedRows(workspaceId, family, valuesOf(state)).forEach(subjects::remove);
        subjects.forgetTried(ImportChunk.keysOf(state));
        forgetFiles(workspaceId);
        subjects.forgetExports(workspaceId);
        forgetInSegments(state);
        var named = new HashSet<String>();
        family.forEach(id -> named.add(id.toString()));
        leads.forEach(id -> named.add(id.toString()));
        visitors.forEach(id -> named.add(id.toString()));
        undelivered.forget(named, List.of(ContactDeleted.class, ContactErased.class));

        var now = clock.instant();
        var erasure = new Erasure(workspaceId, contactId, leads, visitors, Origin.actor(caller), now);
        subjects.add(erasure);
        events.fire(new ContactErased(Ids.next(), workspaceId, new ArrayList<>(family), leads, visitors, now));
        return erasure.view();
    }

    private void forgetInSegments(ContactState state) {
        var details = valuesOf(state).stream().map(Folding::key).collect(Collectors.toSet());
        var ids = new HashSet<>(details); // many sites use the address as the external id
        if (state.externalId() != null) {
            ids.add(Folding.key(state.externalId()));
        }
        var now = clock.instant();
        segments.all(state.workspaceId()).forEach(segment -> segment.forget(details, ids, now));
    }

    /** What a file holds is not known row by row: the files of the whole workspace go. An import under way fails, and says so. */
    private void forgetFiles(UUID workspaceId) {
        for (var imported : subjects.importsWithFile(workspaceId)) {
            imported.withoutFile();
            files.delete(imported.fileId());
        }
    }

    @Override
    public ErasureView erasure(UUID workspaceId, UUID contactId) {
        return subjects.erasure(workspaceId, contactId)
                .orElseThrow(() -> Refusal.notFound("erasure"))
                .view();
    }
}
