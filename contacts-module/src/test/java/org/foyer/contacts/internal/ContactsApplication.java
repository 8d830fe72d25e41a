package org.foyer.contacts.internal;

import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/** The module on a real database, with one transaction per call or delivery, as in the container. */
final class ContactsApplication implements AutoCloseable {
    private final TestDatabase database;
    private Clock clock = Clock.fixed(LeadFixture.NOW, ZoneOffset.UTC);

    ContactsApplication(TestDatabase.Kind kind) {
        this.database = TestDatabase.of(kind, "contacts");
    }

    void clockAt(Instant time) {
        clock = Clock.fixed(time, ZoneOffset.UTC);
    }

    /** Delivers once; whatever the observer throws comes out, after the rollback. */
    void deliver(LeadSubmitted lead) {
        database.transact(
                entityManager -> reactions(new ContactRepository(entityManager)).on(lead));
    }

    /**
     * Delivers once, with something happening after the owner was looked for and before the contact is written: what a
     * concurrent delivery may do.
     */
    void deliverWhile(Runnable between, LeadSubmitted lead) {
        database.transact(entityManager -> {
            var repository = new ContactRepository(entityManager) {
                @Override
                void save(Contact contact) {
                    between.run();
                    super.save(contact);
                }
            };
            var failure = failureOf(() -> reactions(repository).on(lead));
            if (failure != null) {
                throw new FailedInsideTheObserver(failure);
            }
        });
    }

    <T> T call(Function<Contacts, T> use) {
        return database.inTransaction(
                entityManager -> use.apply(new ContactsService(new ContactRepository(entityManager), clock)));
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

    private ConversationReactions reactions(ContactRepository repository) {
        return new ConversationReactions(new ContactsService(repository, clock));
    }

    private static @Nullable RuntimeException failureOf(Runnable work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** The delivery failed where it belongs, before its transaction was committed. */
    static final class FailedInsideTheObserver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedInsideTheObserver(RuntimeException cause) {
            super(cause);
        }
    }
}
