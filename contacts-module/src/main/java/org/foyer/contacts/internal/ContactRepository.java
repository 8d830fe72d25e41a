package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.text.Folding;

@ApplicationScoped
class ContactRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    ContactRepository() {}

    ContactRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Writes the contact now, so that a collision with another transaction (its e-mail or phone just taken, the contact
     * just changed) fails this call and not a later one.
     */
    void save(Contact contact) {
        if (!entityManager.contains(contact)) {
            entityManager.persist(contact);
        }
        entityManager.flush();
    }

    void remove(Contact contact) {
        entityManager.remove(contact);
    }

    /** Writes now, like {@link #save}. */
    void add(ContactLead lead) {
        entityManager.persist(lead);
        entityManager.flush();
    }

    Optional<Contact> find(UUID workspaceId, UUID contactId) {
        return Optional.ofNullable(entityManager.find(Contact.class, contactId))
                .filter(contact -> contact.belongsTo(workspaceId));
    }

    Optional<Contact> findByEmail(UUID workspaceId, String email) {
        return entityManager
                .createQuery("""
                        select e.contact from ContactEmail e
                        where e.workspaceId = :workspace and e.emailKey = :emailKey
                        """, Contact.class)
                .setParameter("workspace", workspaceId)
                .setParameter("emailKey", Folding.emailKey(email))
                .getResultStream()
                .findFirst();
    }

    Optional<Contact> findByPhone(UUID workspaceId, String phone) {
        return entityManager
                .createQuery("""
                        select p.contact from ContactPhone p
                        where p.workspaceId = :workspace and p.phone = :phone
                        """, Contact.class)
                .setParameter("workspace", workspaceId)
                .setParameter("phone", phone)
                .getResultStream()
                .findFirst();
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
}
