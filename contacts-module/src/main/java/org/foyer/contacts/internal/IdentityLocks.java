package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Makes those who write about the same person take turns, until their transactions end. Whoever is to look for, give or
 * take a value that identifies people locks that value first, then the contacts: so nobody finds a value free that
 * another is just taking, and since all lock in one order, nobody waits in a circle.
 */
@ApplicationScoped
class IdentityLocks {
    private static final int STRIPES = 256;
    private static final int MANY = 64;

    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    IdentityLocks() {}

    IdentityLocks(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Locks values, each as {@link #email}, {@link #phone} and the like name it; all of them in one call. */
    void lock(UUID workspaceId, Collection<String> values) {
        var stripes = values.stream()
                .map(value -> Math.floorMod(31 * workspaceId.hashCode() + value.hashCode(), STRIPES))
                .distinct()
                .sorted()
                .toList();
        if (stripes.size() > MANY) {
            lockAll();
        } else if (!stripes.isEmpty()) {
            lock(stripes);
        }
    }

    private void lock(List<Integer> stripes) {
        var places = ":s0";
        for (int i = 1; i < stripes.size(); i++) {
            places += ", :s" + i;
        }
        var query = entityManager.createNativeQuery("select stripe from {h-schema}identity_lock where stripe in ("
                + places + ") order by stripe for update");
        for (int i = 0; i < stripes.size(); i++) {
            query.setParameter("s" + i, stripes.get(i));
        }
        query.getResultList();
    }

    private void lockAll() {
        entityManager
                .createNativeQuery("select stripe from {h-schema}identity_lock order by stripe for update")
                .getResultList();
    }

    static String externalId(String externalId) {
        return "external_id " + externalId;
    }

    static String email(String key) {
        return "email " + key;
    }

    static String phone(String phone) {
        return "phone " + phone;
    }

    static String lead(UUID leadId) {
        return "lead " + leadId;
    }

    static String attributes() {
        return "attributes";
    }
}
