package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
class ContactRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    ContactRepository() {}

    ContactRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Contact contact) {
        entityManager.persist(contact);
    }

    void add(ContactLead lead) {
        entityManager.persist(lead);
    }

    void add(ContactChange change) {
        entityManager.persist(change);
    }

    /** Writes all that was changed now, so that what comes next finds it. */
    void flush() {
        entityManager.flush();
    }

    Optional<Contact> find(UUID workspaceId, UUID contactId) {
        return Optional.ofNullable(entityManager.find(Contact.class, contactId))
                .filter(contact -> contact.belongsTo(workspaceId));
    }

    /** The contact, which nobody else can change before the transaction ends. */
    Optional<Contact> lock(UUID workspaceId, UUID contactId) {
        return Optional.ofNullable(entityManager.find(Contact.class, contactId, LockModeType.PESSIMISTIC_WRITE))
                .filter(contact -> contact.belongsTo(workspaceId));
    }

    /** {@link #lock} for many, in the order of their ids and with all their values. */
    Map<UUID, Contact> lock(UUID workspaceId, Collection<UUID> contactIds) {
        if (contactIds.isEmpty()) {
            return Map.of();
        }
        var locked = entityManager
                .createQuery("""
                        select c from Contact c where c.workspaceId = :workspace and c.id in :ids order by c.id
                        """, Contact.class)
                .setParameter("workspace", workspaceId)
                .setParameter("ids", contactIds)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        for (var values : List.of("emails", "phones", "attributes")) {
            entityManager
                    .createQuery(
                            "select distinct c from Contact c left join fetch c." + values + " where c in :contacts",
                            Contact.class)
                    .setParameter("contacts", locked)
                    .getResultList();
        }
        var contacts = new LinkedHashMap<UUID, Contact>();
        locked.forEach(contact -> contacts.put(contact.id(), contact));
        return contacts;
    }

    /** The contact's id and those of all that became part of it. */
    Set<UUID> family(UUID contactId) {
        var family = new LinkedHashSet<UUID>();
        List<UUID> next = List.of(contactId);
        while (!next.isEmpty()) {
            family.addAll(next);
            next = entityManager
                    .createQuery(
                            "select r.mergedId from ContactRedirect r where r.survivorId in :survivors", UUID.class)
                    .setParameter("survivors", next)
                    .getResultList();
        }
        return family;
    }

    /** Forgets the changes and merges of these contacts; ids that led to them lead nowhere. */
    void forget(Set<UUID> family) {
        var ids = Map.of("ids", family);
        execute("delete from ContactChange c where c.contactId in :ids", ids);
        execute("delete from ContactRedirect r where r.survivorId in :ids", ids);
        execute("delete from ContactMerge m where m.survivorId in :ids or m.mergedId in :ids", ids);
        execute("delete from ContactConversation c where c.contactId in :ids", ids);
    }

    void remove(Contact contact) {
        var parameters = Map.of("contact", contact.id());
        execute("update ContactLead l set l.contactId = null where l.contactId = :contact", parameters);
        entityManager.remove(contact);
    }

    boolean exists(UUID workspaceId, UUID contactId) {
        return !entityManager
                .createQuery(
                        "select 1 from Contact c where c.workspaceId = :workspace and c.id = :contact", Integer.class)
                .setParameter("workspace", workspaceId)
                .setParameter("contact", contactId)
                .getResultList()
                .isEmpty();
    }

    /** Who has these values. One statement, whatever is looked for. */
    Owners owners(
            UUID workspaceId, Collection<String> externalIds, Collection<String> emailKeys, Collection<String> phones) {
        var owners = new Owners();
        var parts = new ArrayList<String>();
        var parameters = new LinkedHashMap<String, Object>();
        if (!externalIds.isEmpty()) {
            parts.add("""
                    select 'external_id' as kind, c.externalId as val, c.id as owner from Contact c
                    where c.workspaceId = :workspace and c.externalId in :externalIds""");
            parts.add("""
                    select 'formerly' as kind, r.externalId as val, r.survivorId as owner from ContactRedirect r
                    where r.workspaceId = :workspace and r.externalId in :externalIds""");
            parameters.put("externalIds", externalIds);
        }
        if (!emailKeys.isEmpty()) {
            parts.add("""
                    select 'email' as kind, e.emailKey as val, e.contact.id as owner from ContactEmail e
                    where e.workspaceId = :workspace and e.emailKey in :emailKeys""");
            parameters.put("emailKeys", emailKeys);
        }
        if (!phones.isEmpty()) {
            parts.add("""
                    select 'phone' as kind, p.phone as val, p.contact.id as owner from ContactPhone p
                    where p.workspaceId = :workspace and p.phone in :phones""");
            parameters.put("phones", phones);
        }
        if (parts.isEmpty()) {
            return owners;
        }
        var query = entityManager.createQuery(String.join("\nunion all\n", parts), Tuple.class);
        query.setParameter("workspace", workspaceId);
        parameters.forEach(query::setParameter);
        for (var row : query.getResultList()) {
            var value = row.get("val", String.class);
            var owner = row.get("owner", UUID.class);
            switch (row.get("kind", String.class)) {
                case "external_id" -> owners.ownsExternalId(value, owner);
                case "email" -> owners.ownsEmail(value, owner);
                case "phone" -> owners.ownsPhone(value, owner);
                default -> survivor(owner).ifPresent(survivor -> owners.hadExternalId(value, survivor));
            }
        }
        return owners;
    }

    /** Those of these external ids that contacts had before they became part of others, with whom they lead to. */
    Map<String, UUID> formerExternalIds(UUID workspaceId, Collection<String> externalIds) {
        var former = new LinkedHashMap<String, UUID>();
        if (!externalIds.isEmpty()) {
            entityManager
                    .createQuery("""
                            select r.externalId as val, r.survivorId as owner from ContactRedirect r
                            where r.workspaceId = :workspace and r.externalId in :externalIds
                            """, Tuple.class)
                    .setParameter("workspace", workspaceId)
                    .setParameter("externalIds", externalIds)
                    .getResultList()
                    .forEach(row -> survivor(row.get("owner", UUID.class))
                            .ifPresent(survivor -> former.put(row.get("val", String.class), survivor)));
        }
        return former;
    }

    /** What identifies a contact now, as locks name it. */
    List<String> lockNames(UUID contactId) {
        return entityManager
                .createQuery("""
                        select 'external_id' as kind, c.externalId as val from Contact c
                        where c.id = :contact and c.externalId is not null
                        union all
                        select 'email' as kind, e.emailKey as val from ContactEmail e where e.contact.id = :contact
                        union all
                        select 'phone' as kind, p.phone as val from ContactPhone p where p.contact.id = :contact
                        """, Tuple.class)
                .setParameter("contact", contactId)
                .getResultStream()
                .map(row -> row.get("kind", String.class) + " " + row.get("val", String.class))
                .toList();
    }

    /** Where the id of a merged contact leads to, over as many merges as there were; empty for any other id. */
    Optional<UUID> redirect(UUID workspaceId, UUID contactId) {
        return Optional.ofNullable(entityManager.find(ContactRedirect.class, contactId))
                .filter(redirect -> redirect.belongsTo(workspaceId))
                .flatMap(redirect -> survivor(redirect.survivorId()));
    }

    private Optional<UUID> survivor(UUID contactId) {
        var next = entityManager.find(ContactRedirect.class, contactId);
        return next == null ? Optional.of(contactId) : survivor(next.survivorId());
    }

    /** Newest first, from behind the cursor. The bound on the time alone is what lets the index be entered there. */
    List<Contact> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select c from Contact c
                        where c.workspaceId = :workspace
                          and c.createdAt <= :at and (c.createdAt < :at or c.id < :id)
                        order by c.createdAt desc, c.id desc
                        """, Contact.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** The workspace's custom attributes, read when the first is asked for. */
    Attributes attributes(UUID workspaceId) {
        return new Attributes(() -> entityManager
                .createQuery("""
                        select a from CustomAttribute a where a.workspaceId = :workspace order by a.createdAt, a.id
                        """, CustomAttribute.class)
                .setParameter("workspace", workspaceId)
                .getResultList());
    }

    boolean isRegistered(UUID leadId) {
        return entityManager.find(ContactLead.class, leadId) != null;
    }

    Map<UUID, UUID> contactsOf(UUID workspaceId, Collection<UUID> leadIds) {
        return entityManager
                .createQuery("""
                        select l.leadId as lead, l.contactId as contact from ContactLead l
                        where l.workspaceId = :workspace and l.leadId in :leads and l.contactId is not null
                        """, Tuple.class)
                .setParameter("workspace", workspaceId)
                .setParameter("leads", leadIds)
                .getResultStream()
                .collect(Collectors.toUnmodifiableMap(
                        row -> row.get("lead", UUID.class), row -> row.get("contact", UUID.class)));
    }

    List<ContactLead> leads(UUID contactId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select l from ContactLead l where l.contactId = :contact
                          and l.submittedAt <= :at and (l.submittedAt < :at or l.leadId < :id)
                        order by l.submittedAt desc, l.leadId desc
                        """, ContactLead.class)
                .setParameter("contact", contactId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** The conversations that leads came from, or whose visitor proved to be the contact, each with the time it began. */
    Set<Cursor> conversations(UUID contactId, Cursor after, int maxRows) {
        var found = new LinkedHashSet<Cursor>();
        for (var query : List.of("""
                        select distinct l.conversationStartedAt as at, l.conversationId as id from ContactLead l
                        where l.contactId = :contact and l.conversationId is not null
                          and l.conversationStartedAt <= :at and (l.conversationStartedAt < :at or l.conversationId < :id)
                        order by l.conversationStartedAt desc, l.conversationId desc
                        """, """
                        select c.startedAt as at, c.conversationId as id from ContactConversation c
                        where c.contactId = :contact
                          and c.startedAt <= :at and (c.startedAt < :at or c.conversationId < :id)
                        order by c.startedAt desc, c.conversationId desc
                        """)) {
            found.addAll(conversations(query, contactId, after, maxRows));
        }
        return found;
    }

    private List<Cursor> conversations(String query, UUID contactId, Cursor after, int maxRows) {
        return entityManager
                .createQuery(query, Tuple.class)
                .setParameter("contact", contactId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultStream()
                .map(row -> new Cursor(row.get("at", Instant.class), row.get("id", UUID.class)))
                .toList();
    }

    /** All changes of these contacts, oldest first. */
    List<ContactChange> allChanges(Set<UUID> contactIds) {
        return entityManager
                .createQuery("""
                        select c from ContactChange c where c.contactId in :contacts order by c.origin.at, c.id
                        """, ContactChange.class)
                .setParameter("contacts", contactIds)
                .getResultList();
    }

    List<ContactChange> changes(Set<UUID> contactIds, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select c from ContactChange c where c.contactId in :contacts
                          and c.origin.at <= :at and (c.origin.at < :at or c.id < :id)
                        order by c.origin.at desc, c.id desc
                        """, ContactChange.class)
                .setParameter("contacts", contactIds)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** The leads of one contact become another's. */
    List<UUID> moveLeads(UUID from, UUID to) {
        var leads = entityManager
                .createQuery("select l.leadId from ContactLead l where l.contactId = :contact", UUID.class)
                .setParameter("contact", from)
                .getResultList();
        execute("update ContactLead l set l.contactId = :to where l.contactId = :from", Map.of("from", from, "to", to));
        return leads;
    }

    /** Those of these leads that are still with the one become the other's. */
    void moveLeads(Collection<UUID> leads, UUID from, UUID to) {
        if (!leads.isEmpty()) {
            execute(
                    "update ContactLead l set l.contactId = :to where l.contactId = :from and l.leadId in :leads",
                    Map.of("from", from, "to", to, "leads", leads));
        }
    }

    /** The conversation is the contact's, whoever's it was before. */
    void settle(VisitorIdentified person, UUID contactId) {
        var known = entityManager.find(ContactConversation.class, person.conversationId());
        if (known == null) {
            entityManager.persist(new ContactConversation(person, contactId));
        } else {
            known.belongsTo(contactId);
        }
    }

    /** The conversations of one contact become another's. */
    List<UUID> moveConversations(UUID from, UUID to) {
        var conversations = entityManager
                .createQuery(
                        "select c.conversationId from ContactConversation c where c.contactId = :contact", UUID.class)
                .setParameter("contact", from)
                .getResultList();
        moveConversations(conversations, from, to);
        return conversations;
    }

    /** Those of these conversations that are still with the one become the other's. */
    void moveConversations(Collection<UUID> conversations, UUID from, UUID to) {
        if (!conversations.isEmpty()) {
            execute(
                    "update ContactConversation c set c.contactId = :to"
                            + " where c.contactId = :from and c.conversationId in :conversations",
                    Map.of("from", from, "to", to, "conversations", conversations));
        }
    }

    void execute(String jpql, Map<String, ?> parameters) {
        var query = entityManager.createQuery(jpql);
        parameters.forEach(query::setParameter);
        query.executeUpdate();
    }
}
