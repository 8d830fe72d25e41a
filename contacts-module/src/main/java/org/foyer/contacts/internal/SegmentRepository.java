package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.filter.Filter;
import org.foyer.platform.filter.FilterReader;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SegmentRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    SegmentRepository() {}

    SegmentRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void save(Segment segment) {
        if (!entityManager.contains(segment)) {
            entityManager.persist(segment);
        }
        entityManager.flush();
    }

    void remove(Segment segment) {
        entityManager.remove(segment);
    }

    Segment get(UUID workspaceId, UUID segmentId) {
        return Optional.ofNullable(entityManager.find(Segment.class, segmentId))
                .filter(segment -> segment.belongsTo(workspaceId))
                .orElseThrow(() -> Refusal.notFound("segment"));
    }

    boolean isTaken(UUID workspaceId, String name, @Nullable UUID but) {
        return entityManager
                .createQuery("""
                        select s.id from Segment s where s.workspaceId = :workspace and s.nameKey = :name
                        """, UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("name", Folding.key(name))
                .getResultStream()
                .anyMatch(id -> !id.equals(but));
    }

    List<Segment> all(UUID workspaceId) {
        return entityManager
                .createQuery("select s from Segment s where s.workspaceId = :workspace", Segment.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    List<Segment> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select s from Segment s
                        where s.workspaceId = :workspace
                          and s.createdAt <= :at and (s.createdAt < :at or s.id < :id)
                        order by s.createdAt desc, s.id desc
                        """, Segment.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** What the segment means today; refused as RULE_VIOLATED if a field it speaks of is hidden by now. */
    Filter filterOf(UUID workspaceId, UUID segmentId, ContactFields fields) {
        var segment = get(workspaceId, segmentId);
        var document = Document.of(Map.of("filter", segment.filter()));
        var filter = FilterReader.read(document, "filter", fields.toFilterBy());
        if (document.faulty()) {
            throw Refusal.of(
                    Refusal.Kind.RULE_VIOLATED,
                    "The segment \"" + segment.name()
                            + "\" speaks of a custom attribute that is archived. Bring the attribute back, or change the"
                            + " segment's filter.");
        }
        return filter;
    }
}
