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

    /** Tells of a contact that was made. */
    public ContactView created(Contact contact, Origin origin, Attributes attributes) {
        var view = contact.view(attributes);
        events.fire(
                new ContactCreated(Ids.next(), contact.workspaceId(), contact.id(), view, origin.actor(), origin.at()));
        return view;
    }

    /** Keeps what changed about a contact, and tells of it, if anything did. */
    public ContactView updated(
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

    /** Deletes a contact that was kept long enough, or that an undone import had made. */
    public void withdraw(UUID workspaceId, UUID contactId, Origin origin) {
        remove(lockWithIdentity(workspaceId, contactId, Set.of()), origin);
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
     * Registers the lead as the contact of the person who proved to be its visitor; where nobody did, as the one that
     * owns its e-mail, else its phone; else as a new one. Once more changes nothing.
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
        @Nullable String userId = lead.userId();
        var known = userId == null ? said : said.withExternalId(userId);
        var names = new HashSet<>(known.lockNames());
        names.add(IdentityLocks.lead(lead.leadId()));
        locks.lock(workspaceId, names);
        if (contacts.isRegistered(lead.leadId())) {
            return;
        }
        var now = clock.instant();
        var origin = Origin.of(Source.of(lead.channel()), "system", now);
        var owners = owners(workspaceId, known);
        var id = userId == null
                ? owners.meant(said).orElse(null)
                : owners.meant(ContactValues.named(userId)).orElse(null);
        var contact = id == null ? new Contact(workspaceId, origin) : lock(workspaceId, id);
        var rest = giveWay(owners, contact, said, userId != null, now);
        if (userId != null && id == null) {
            contact.take(ContactValues.named(userId), Rule.SYNC, origin.as(Source.VERIFIED_IDENTITY));
        }
        var changes = contact.take(rest, Rule.FILL, origin);
        contact.knownFrom(lead.channel(), now);
        seen(contact, lead);
        if (id == null) {
            // after its last change: Hibernate keeps what to insert from here on, and updates the rest
            contacts.add(contact);
        }
        contacts.add(new ContactLead(lead, contact.id(), now));
        contacts.flush();
        if (id == null) {
            created(contact, origin, attributes);
        } else if (!changes.isEmpty()) {
            updated(contact, changes, origin, attributes);
        }
    }

    /**
     * Registers a person who proved who they are as the contact of that external id; where there is none, as the owner of
     * the e-mail or phone said along with it, unless that one has another external id; else as a new one.
     */
    public void register(VisitorIdentified person) {
        var workspaceId = person.workspaceId();
        var attributes = contacts.attributes(workspaceId);
        var said = ContactValues.of(person.name(), person.email(), person.phone(), Map.of())
                .withExternalId(person.userId());
        lock(workspaceId, said);
        var owners = owners(workspaceId, said);
        var now = clock.instant();
        var origin = Origin.of(Source.VERIFIED_IDENTITY, "visitor:" + person.visitorId(), now);
        var owner = owners.meant(said).map(id -> lock(workspaceId, id)).orElse(null);
        var isSomebodyElse = owner != null
                && owner.externalId() != null
                && !owner.externalId().equals(person.userId())
                && owners.formerlyOf(person.userId()) == null;
        var isNew = owner == null || isSomebodyElse;
        var contact = isNew || owner == null ? new Contact(workspaceId, origin) : owner;
        var rest = giveWay(owners, contact, said.forAlias(owners), true, now);
        var changes = contact.take(rest, Rule.SYNC, origin);
        contact.knownFrom(origin.source(), now);
        contact.seenAt(person.identifiedAt());
        if (isNew) {
            contacts.add(contact);
        }
        contacts.settle(person, contact.id());
        contacts.flush();
        if (isNew) {
            created(contact, origin, attributes);
        } else if (!changes.isEmpty()) {
            updated(contact, changes, origin, attributes);
        }
    }

    /** What is said without the addresses and numbers of others; that these may be the same person is suggested. */
    private ContactValues giveWay(Owners owners, Contact contact, ContactValues said, boolean isProved, Instant now) {
        var rest = said;
        var ofEmail = owners.ofEmails(said).orElse(contact.id());
        if (!ofEmail.equals(contact.id())) {
            rest = rest.withoutEmails();
            suggest(contact, ofEmail, DuplicateSuggestion.IDENTITY_AND_EMAIL, now);
        }
        var ofPhone = owners.ofPhones(said).orElse(contact.id());
        if (!ofPhone.equals(contact.id())) {
            rest = rest.withoutPhones();
            suggest(
                    contact,
                    ofPhone,
                    isProved ? DuplicateSuggestion.IDENTITY_AND_PHONE : DuplicateSuggestion.EMAIL_AND_PHONE,
                    now);
        }
        return rest;
    }

    private static void seen(Contact contact, LeadSubmitted lead) {
        if (lead.channel().equals("form")) {
            contact.seenAt(lead.submittedAt());
        }
    }

    private void suggest(Contact one, UUID other, String reason, Instant now) {
        if (!duplicates.isKnown(one.workspaceId(), one.id(), other, reason)) {
            duplicates.add(new DuplicateSuggestion(one.workspaceId(), one.id(), other, reason, now));
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
