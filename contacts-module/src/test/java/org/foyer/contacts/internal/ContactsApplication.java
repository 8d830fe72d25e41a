package org.foyer.contacts.internal;

import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.contacts.ContactMerges;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.testing.TestDatabase;

/** The module on a real database, with one transaction per call or delivery, as in the container. */
final class ContactsApplication implements AutoCloseable {
    private final TestDatabase database;
    private final FiredEvents events = new FiredEvents();
    private Clock clock = Clock.fixed(LeadFixture.NOW, ZoneOffset.UTC);

    ContactsApplication(TestDatabase.Kind kind) {
        this.database = TestDatabase.of(kind, "contacts");
    }

    void clockAt(Instant time) {
        clock = Clock.fixed(time, ZoneOffset.UTC);
    }

    /** Delivers once; whatever the observer throws comes out, after the rollback. */
    void deliver(LeadSubmitted lead) {
        database.transact(entityManager -> new ConversationReactions(service(entityManager)).on(lead));
    }

    void deliver(VisitorIdentified person) {
        database.transact(entityManager -> new ConversationReactions(service(entityManager)).on(person));
    }

    <T> T call(Function<Contacts, T> use) {
        return database.inTransaction(entityManager -> use.apply(service(entityManager)));
    }

    <T> T merges(Function<ContactMerges, T> use) {
        return database.inTransaction(entityManager -> use.apply(new MergesService(
                new ContactRepository(entityManager),
                new MergeRepository(entityManager),
                new DuplicateRepository(entityManager),
                new IdentityLocks(entityManager),
                events,
                clock)));
    }

    <T> T attributes(Function<CustomAttributes, T> use) {
        return database.inTransaction(entityManager -> use.apply(new CustomAttributesService(
                new CustomAttributeRepository(entityManager), new IdentityLocks(entityManager), clock)));
    }

    private ContactsService service(EntityManager entityManager) {
        return new ContactsService(
                new ContactRepository(entityManager),
                new DuplicateRepository(entityManager),
                new IdentityLocks(entityManager),
                events,
                clock);
    }

    FiredEvents events() {
        return events;
    }

    TestDatabase database() {
        return database;
    }

    /** The contact of a lead delivered before. */
    ContactView contactOf(LeadSubmitted lead) {
        return call(contacts -> contacts.get(
                lead.workspaceId(),
                Objects.requireNonNull(contacts.contactsOf(lead.workspaceId(), List.of(lead.leadId()))
                        .get(lead.leadId()))));
    }

    List<ContactView> all() {
        return call(contacts -> contacts.list(WORKSPACE, new PageRequest(PageRequest.MAX_LIMIT, null)))
                .items();
    }

    Map<UUID, UUID> contactsOf(List<LeadSubmitted> leads) {
        return call(contacts -> contacts.contactsOf(
                WORKSPACE, leads.stream().map(LeadSubmitted::leadId).toList()));
    }

    long registeredLeads() {
        return database.inTransaction(entityManager -> entityManager
                .createQuery("select count(l) from ContactLead l", Long.class)
                .getSingleResult());
    }

    void execute(String sql) {
        database.transact(entityManager -> entityManager.createNativeQuery(sql).executeUpdate());
    }

    @Override
    public void close() {
        database.close();
    }
}
