package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.contacts.ContactCreated;
import org.foyer.contracts.contacts.ContactDeleted;
import org.foyer.contracts.contacts.ContactUpdated;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.ContactsEvent;
import org.foyer.contracts.contacts.TimelineEntry;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Moved;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.foyer.platform.id.Ids;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class ContactsService implements Contacts {
    private static final int MAX_BATCH = 1000;
    private static final String NEEDED = "at least one of external_id, name, email and phone is needed";

    private ContactRepository contacts;
    private DuplicateRepository duplicates;
    private IdentityLocks locks;
    private Event<ContactsEvent> events;
    private Clock clock;

    @Inject
    ContactsService(
            ContactRepository contacts,
            DuplicateRepository duplicates,
            IdentityLocks locks,
            Event<ContactsEvent> events,
            Clock clock) {
        this.contacts = contacts;
        this.duplicates = duplicates;
        this.locks = locks;
        this.events = events;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactsService() {}

    @Override
    public Page<ContactView> list(UUID workspaceId, PageRequest page) {
        var rows = contacts.page(workspaceId, Cursor.of(page), page.limit() + 1);
        var attributes = contacts.attributes(workspaceId);
        return Cursor.page(rows, page.limit(), contact -> new Cursor(contact.createdAt(), contact.id()))
                .map(contact -> contact.view(attributes));
    }

    @Override
    public ContactView get(UUID workspaceId, UUID contactId) {
        return contacts.find(workspaceId, contactId)
                .orElseThrow(() -> elsewhere(workspaceId, contactId))
                .view(contacts.attributes(workspaceId));
    }

    /** Where a contact is that is not here. */
    private RuntimeException elsewhere(UUID workspaceId, UUID contactId) {
        var survivor = contacts.redirect(workspaceId, contactId);
        return survivor.isPresent() ? new Moved(contactId, survivor.get()) : Refusal.notFound("contact");
    }

    private void requireHere(UUID workspaceId, UUID contactId) {
        if (!contacts.exists(workspaceId, contactId)) {
            throw elsewhere(workspaceId, contactId);
        }
    }

    @Override
    public ContactView create(Caller caller, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        var attributes = contacts.attributes(workspaceId);
        var document = Document.of(body);
        var values = new ContactReader(attributes).read(document);
        if (!values.identify() && !document.faulty()) {
            document.violation("email", NEEDED);
        }
        document.finish();

        lock(workspaceId, values);
        owners(workspaceId, values).conflict(values, null).ifPresent(ContactsService::refuse);
        var origin = Origin.of(caller, clock.instant());
        var contact = made(workspaceId, values, origin);
        contacts.add(contact);
        contacts.flush();
        return created(contact, origin, attributes);
    }

    private static void refuse(Refusal refusal) {
        throw refusal;
    }

    private void lock(UUID workspaceId, ContactValues values) {
        locks.lock(workspaceId, values.lockNames());
    }

    private Owners owners(UUID workspaceId, ContactValues values) {
        return contacts.owners(workspaceId, values.externalIds(), values.emailKeys(), values.allPhones());
    }

    private Contact made(UUID workspaceId, ContactValues values, Origin origin) {
        var contact = new Contact(workspaceId, origin);
        contact.take(values, Rule.COMMAND, origin);
        contact.knownFrom(origin.source(), origin.at());
        return contact;
    }

    private ContactView created(Contact contact, Origin origin, Attributes attributes) {
        var view = contact.view(attributes);
        events.fire(
                new ContactCreated(Ids.next(), contact.workspaceId(), contact.id(), view, origin.actor(), origin.at()));
        return view;
    }

    private ContactView updated(
            Contact contact, Map<String, ValueChange> changes, Origin origin, Attributes attributes) {
        var view = contact.view(attributes);
        if (!changes.isEmpty()) {
            contacts.add(new ContactChange(contact, ContactChange.CHANGED, changes, null, origin));
            events.fire(new ContactUpdated(
                    Ids.next(), contact.workspaceId(), contact.id(), view, changes, origin.actor(), origin.at()));
        }
        return view;
    }

    @Override
    public ContactView change(Caller caller, UUID contactId, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        requireHere(workspaceId, contactId);
        var attributes = contacts.attributes(workspaceId);
        var document = Document.of(body);
        var values = new ContactReader(attributes).read(document);
        document.finish();

        var contact = values.touchesIdentity()
                ? lockWithIdentity(workspaceId, contactId, values.lockNames())
                : lock(workspaceId, contactId);
        if (!contact.staysIdentified(values)) {
            throw Refusal.invalid(values.clearedPointer(), "can't be cleared: " + NEEDED);
        }
        owners(workspaceId, values).conflict(values, contactId).ifPresent(ContactsService::refuse);
        var origin = Origin.of(caller, clock.instant());
        var changes = contact.take(values, Rule.COMMAND, origin);
        contacts.flush();
        return updated(contact, changes, origin, attributes);
    }

    private Contact lock(UUID workspaceId, UUID contactId) {
        return contacts.lock(workspaceId, contactId).orElseThrow(() -> elsewhere(workspaceId, contactId));
    }

    /** Locks what identifies the contact and what else is named, then the contact. */
    private Contact lockWithIdentity(UUID workspaceId, UUID contactId, Collection<String> more) {
        var names = new HashSet<>(contacts.lockNames(contactId));
        names.addAll(more);
        locks.lock(workspaceId, names);
        var contact = lock(workspaceId, contactId);
        if (!names.containsAll(contact.lockNames())) {
            throw new OptimisticLockException("overtaken by another change");
        }
        return contact;
    }

    @Override
    public void delete(Caller caller, UUID contactId) {
        var workspaceId = caller.workspaceId();
        requireHere(workspaceId, contactId);
        remove(lockWithIdentity(workspaceId, contactId, Set.of()), Origin.of(caller, clock.instant()));
    }

    /** Removes all there is of a contact whose identity is locked. */
    private void remove(Contact contact, Origin origin) {
        var family = contacts.family(contact.id());
        duplicates.of(contact.workspaceId(), contact.id()).forEach(duplicates::remove);
        contacts.forget(family);
        contacts.remove(contact);
        contacts.flush();
        events.fire(new ContactDeleted(Ids.next(), contact.workspaceId(), contact.id(), origin.actor(), origin.at()));
    }

    @Override
    public Upserted upsert(Caller caller, String externalId, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        var fault = externalId.isBlank()
                ? "must not be blank"
                : Texts.fault(externalId, ContactReader.MAX_EXTERNAL_ID, false);
        if (fault != null) {
            throw Refusal.invalid("/path/external_id", fault);
        }
        var attributes = contacts.attributes(workspaceId);
        var document = Document.of(body);
        var read = new ContactReader(attributes).read(document);
        var values = read.withExternalId(externalId.strip());
        if (read.externalId().isGiven() && !values.externalId().equals(read.externalId())) {
            document.violation("external_id", "must be the one of the address, where it is there");
        }
        document.finish();

        var origin = Origin.of(caller, clock.instant());
        lock(workspaceId, values);
        var owners = owners(workspaceId, values);
        var id = owners.meant(values).orElse(null);
        var contact = id == null ? null : lock(workspaceId, id);
        refuseOther(owners, contact, values).ifPresent(ContactsService::refuse);
        if (contact == null) {
            var made = made(workspaceId, values, origin);
            contacts.add(made);
            contacts.flush();
            return new Upserted(created(made, origin, attributes), true);
        }
        var changes = contact.take(values.forAlias(owners), Rule.SYNC, origin);
        contact.knownFrom(origin.source(), origin.at());
        contacts.flush();
        return new Upserted(updated(contact, changes, origin, attributes), false);
    }

    /** Why these values can't be this contact's, or a new one's; empty if they can. */
    private static Optional<Refusal> refuseOther(Owners owners, @Nullable Contact contact, ContactValues values) {
        if (contact == null) {
            return owners.conflict(values, null);
        }
        var externalId = values.externalId().value();
        if (externalId != null
                && contact.externalId() != null
                && !externalId.equals(contact.externalId())
                && owners.formerlyOf(externalId) == null) {
            // found by e-mail or phone, and somebody else by what they are called elsewhere
            var pointer = owners.ofEmails(values).isPresent() ? "/email" : "/phone";
            return Optional.of(Refusal.conflict(
                    "Another contact of this workspace has that value.",
                    List.of(new Violation(pointer, "belongs to a contact with another external_id")),
                    Map.of("contact_id", contact.id())));
        }
        return owners.conflict(values.forAlias(owners), contact.id());
    }

    @Override
    public List<BatchResult> batch(Caller caller, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        var document = Document.of(body);
        var entries = document.list("contacts", MAX_BATCH);
        if (entries == null && !document.faulty()) {
            document.violation("contacts", "is required");
        }
        document.finish();
        var rows = read(Objects.requireNonNull(entries), contacts.attributes(workspaceId));
        var sound = rows.stream().map(Row::values).filter(Objects::nonNull).toList();
        locks.lock(
                workspaceId,
                sound.stream().flatMap(values -> values.lockNames().stream()).toList());
        var owners = contacts.owners(
                workspaceId,
                sound.stream().flatMap(values -> values.externalIds().stream()).collect(Collectors.toSet()),
                sound.stream().flatMap(values -> values.emailKeys().stream()).collect(Collectors.toSet()),
                sound.stream().flatMap(values -> values.allPhones().stream()).collect(Collectors.toSet()));
        var batch = new Batch(workspaceId, Origin.of(caller, clock.instant()), owners);
        batch.known.putAll(contacts.lock(workspaceId, owners.all()));
        var results = rows.stream().map(batch::carryOut).toList();
        contacts.flush();
        batch.tell();
        return results;
    }

    private List<Row> read(List<?> entries, Attributes attributes) {
        var reader = new ContactReader(attributes);
        var rows = new ArrayList<Row>();
        for (var entry : entries) {
            if (!(entry instanceof Map<?, ?> map)) {
                rows.add(new Row(null, Refusal.invalid("", "must be an object")));
                continue;
            }
            var document = Document.of(map, "");
            var values = reader.read(document);
            if (!values.identify() && !document.faulty()) {
                document.violation("email", NEEDED);
            }
            try {
                document.finish();
                rows.add(new Row(values, null));
            } catch (Refusal refusal) {
                rows.add(new Row(null, refusal));
            }
        }
        return rows;
    }

    /** One contact of a batch: what is said of it, or why it can't be taken. */
    private record Row(
            @Nullable ContactValues values, @Nullable Refusal refusal) {}

    /** The contacts of one batch under way, all that can be met locked and read. */
    private final class Batch {
        private final UUID workspaceId;
        private final Origin origin;
        private final Owners owners;
        private final Attributes attributes;
        private final Map<UUID, Contact> known = new HashMap<>();
        private final Set<String> released = new HashSet<>();
        private final List<Runnable> news = new ArrayList<>();

        Batch(UUID workspaceId, Origin origin, Owners owners) {
            this.workspaceId = workspaceId;
            this.origin = origin;
            this.owners = owners;
            this.attributes = contacts.attributes(workspaceId);
        }

        BatchResult carryOut(Row row) {
            var values = row.values();
            if (values == null) {
                return new BatchResult("error", null, row.refusal());
            }
            var contact = owners.meant(values).map(known::get).orElse(null);
            var refusal = refuseOther(owners, contact, values)
                    .or(() -> contact == null || contact.staysIdentified(values)
                            ? Optional.empty()
                            : Optional.of(Refusal.invalid(values.clearedPointer(), "can't be cleared: " + NEEDED)));
            if (refusal.isPresent()) {
                return new BatchResult("error", null, refusal.get());
            }
            if (values.lockNames().stream().anyMatch(released::contains)) {
                // Hibernate inserts before it deletes: what one contact gave up and another takes goes in two steps
                contacts.flush();
                released.clear();
            }
            return contact == null ? create(values) : bringIntoLine(contact, values);
        }

        private BatchResult create(ContactValues values) {
            var contact = made(workspaceId, values, origin);
            contacts.add(contact);
            known.put(contact.id(), contact);
            owners.become(contact);
            news.add(() -> created(contact, origin, attributes));
            return new BatchResult("created", contact.id(), null);
        }

        private BatchResult bringIntoLine(Contact contact, ContactValues values) {
            var before = contact.lockNames();
            var changes = contact.take(values.forAlias(owners), Rule.SYNC, origin);
            contact.knownFrom(origin.source(), origin.at());
            if (changes.isEmpty()) {
                return new BatchResult("unchanged", contact.id(), null);
            }
            released.addAll(before);
            released.removeAll(contact.lockNames());
            owners.become(contact);
            news.add(() -> updated(contact, changes, origin, attributes));
            return new BatchResult("updated", contact.id(), null);
        }

        /** Tells of all that became, once it is written. */
        void tell() {
            news.forEach(Runnable::run);
        }
    }

    @Override
    public Map<UUID, UUID> contactsOf(UUID workspaceId, Collection<UUID> leadIds) {
        return leadIds.isEmpty() ? Map.of() : contacts.contactsOf(workspaceId, leadIds);
    }

    /**
     * Brings the contact of a person who proved who they are into line with what their site said of them; once more
     * changes nothing. Where no contact has their external id, one without any that has their e-mail or phone is theirs.
     * A value that another contact has stays there.
     */
    public void identify(VisitorIdentified event) {
        var workspaceId = event.workspaceId();
        var values = ContactValues.of(event.name(), event.email(), event.phone(), Map.of())
                .withExternalId(event.userId());
        lock(workspaceId, values);
        var owners = owners(workspaceId, values);
        var person = personOf(workspaceId, values, owners);
        if (person == null) {
            person = nobodysContact(workspaceId, values, owners);
        }
        var origin = Origin.of(Source.VERIFIED_IDENTITY, "visitor:" + event.visitorId(), clock.instant());
        take(
                workspaceId,
                person,
                values,
                Rule.SYNC,
                owners,
                origin,
                event.identifiedAt(),
                contacts.attributes(workspaceId));
    }

    private @Nullable Contact personOf(UUID workspaceId, ContactValues values, Owners owners) {
        var externalId = values.externalId().value();
        var id = owners.ofExternalId(externalId);
        var known = id == null ? owners.formerlyOf(externalId) : id;
        return known == null ? null : lock(workspaceId, known);
    }

    /** The contact that has the e-mail, else the phone, if it is not yet somebody's on the site. */
    private @Nullable Contact nobodysContact(UUID workspaceId, ContactValues values, Owners owners) {
        var ids = new LinkedHashSet<UUID>();
        owners.ofEmails(values).ifPresent(ids::add);
        owners.ofPhones(values).ifPresent(ids::add);
        for (var id : ids) {
            var contact = lock(workspaceId, id);
            if (contact.externalId() == null) {
                return contact;
            }
        }
        return null;
    }

    private Contact take(
            UUID workspaceId,
            @Nullable Contact person,
            ContactValues values,
            Rule rule,
            Owners owners,
            Origin origin,
            Instant seenAt,
            Attributes attributes) {
        var free = free(values.forAlias(owners), owners, person == null ? null : person.id());
        if (person == null) {
            var made = made(workspaceId, free, origin);
            made.seenAt(seenAt);
            contacts.add(made);
            contacts.flush();
            created(made, origin, attributes);
            return made;
        }
        var changes = person.take(free, rule, origin);
        person.knownFrom(origin.source(), origin.at());
        person.seenAt(seenAt);
        contacts.flush();
        if (!changes.isEmpty()) {
            updated(person, changes, origin, attributes);
        }
        return person;
    }

    /** What no other contact has. */
    private static ContactValues free(ContactValues values, Owners owners, @Nullable UUID contactId) {
        var free = values;
        if (owners.ofEmails(values).filter(owner -> !owner.equals(contactId)).isPresent()) {
            free = free.withoutEmails();
        }
        if (owners.ofPhones(values).filter(owner -> !owner.equals(contactId)).isPresent()) {
            free = free.withoutPhones();
        }
        return free;
    }

    @Override
    public Map<String, UUID> contactsOfUsers(UUID workspaceId, Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        var owners = contacts.owners(workspaceId, userIds, Set.of(), Set.of());
        var found = new HashMap<String, UUID>();
        for (var userId : userIds) {
            var id = owners.ofExternalId(userId);
            var known = id == null ? owners.formerlyOf(userId) : id;
            if (known != null) {
                found.put(userId, known);
            }
        }
        return found;
    }

    /**
     * Registers the lead as the contact that owns its e-mail, else its phone, else as a new one; once more changes
     * nothing. A lead of somebody who proved who they are is their contact's, whatever was typed.
     */
    public void register(LeadSubmitted lead) {
        var workspaceId = lead.workspaceId();
        var attributes = contacts.attributes(workspaceId);
        var details = PersonalDetails.of(lead.fields());
        var hasMore = lead.fields().keySet().stream().anyMatch(field -> !ReservedNames.contains(field));
        var said = ContactValues.of(
                details.name(),
                details.email(),
                details.phone(),
                hasMore ? ContactReader.ofLead(lead.fields(), attributes) : Map.of());
        var userId = lead.userId();
        var values = userId == null ? said : said.withExternalId(userId);
        var names = new HashSet<>(values.lockNames());
        names.add(IdentityLocks.lead(lead.leadId()));
        locks.lock(workspaceId, names);
        if (contacts.isRegistered(lead.leadId())) {
            return;
        }
        var now = clock.instant();
        var origin = Origin.of(Source.of(lead.channel()), "system", now);
        var owners = owners(workspaceId, values);
        if (userId != null) {
            // whoever it is was proved: what they typed finds nobody else
            var person = personOf(workspaceId, values, owners);
            var contact = take(workspaceId, person, values, Rule.FILL, owners, origin, lead.submittedAt(), attributes);
            contacts.add(new ContactLead(lead, contact.id(), now));
            contacts.flush();
            return;
        }
        var ownerOfEmail = owners.ofEmails(values).orElse(null);
        var ownerOfPhone = owners.ofPhones(values).orElse(null);
        var id = ownerOfEmail == null ? ownerOfPhone : ownerOfEmail;
        var contact = id == null ? null : lock(workspaceId, id);
        if (contact == null) {
            var made = made(workspaceId, values, origin);
            seen(made, lead);
            // after its last change: Hibernate keeps what to insert from here on, and updates the rest
            contacts.add(made);
            contacts.add(new ContactLead(lead, made.id(), now));
            contacts.flush();
            created(made, origin, attributes);
            return;
        }
        // A phone that has an owner is this contact's already or must stay somebody else's.
        var changes = contact.take(ownerOfPhone == null ? values : values.withoutPhones(), Rule.FILL, origin);
        contact.knownFrom(lead.channel(), now);
        seen(contact, lead);
        contacts.add(new ContactLead(lead, contact.id(), now));
        if (ownerOfPhone != null && !ownerOfPhone.equals(contact.id())) {
            suggest(workspaceId, contact.id(), ownerOfPhone, now);
        }
        contacts.flush();
        if (!changes.isEmpty()) {
            updated(contact, changes, origin, attributes);
        }
    }

    private static void seen(Contact contact, LeadSubmitted lead) {
        if (lead.channel().equals("form")) {
            contact.seenAt(lead.submittedAt());
        }
    }

    private void suggest(UUID workspaceId, UUID one, UUID other, Instant now) {
        if (!duplicates.isKnown(workspaceId, one, other, DuplicateSuggestion.EMAIL_AND_PHONE)) {
            duplicates.add(new DuplicateSuggestion(workspaceId, one, other, DuplicateSuggestion.EMAIL_AND_PHONE, now));
        }
    }

    @Override
    public Page<TimelineEntry> timeline(UUID workspaceId, UUID contactId, PageRequest page) {
        var contact = contacts.find(workspaceId, contactId).orElseThrow(() -> elsewhere(workspaceId, contactId));
        var after = Cursor.of(page);
        var most = page.limit() + 1;
        var entries = new ArrayList<TimelineEntry>();
        contacts.changes(contacts.family(contactId), after, most).forEach(change -> entries.add(change.entry()));
        contacts.leads(contactId, after, most).forEach(lead -> entries.add(lead.entry()));
        contacts.conversations(contactId, after, most)
                .forEach(conversation -> entries.add(new TimelineEntry(
                        conversation.id(), "conversation", conversation.at(), null, null, Map.of(), null)));
        var created = contact.created();
        if (created.at().isBefore(after.at())
                || (created.at().equals(after.at()) && contactId.compareTo(after.id()) < 0)) {
            entries.add(new TimelineEntry(
                    contactId, "created", created.at(), created.source(), created.actor(), Map.of(), null));
        }
        var newest = entries.stream()
                .sorted(Comparator.comparing(TimelineEntry::at)
                        .thenComparing(TimelineEntry::id)
                        .reversed())
                .limit(most)
                .toList();
        return Cursor.page(newest, page.limit(), entry -> new Cursor(entry.at(), entry.id()));
    }
}
