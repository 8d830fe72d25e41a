package org.foyer.contacts.internal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.text.Folding;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** Contacts by filter and text, in any order, page by page: the one place where a query is put together at run time. */
@ApplicationScoped
class ContactList {
    // in the order of Own
    private static final List<String> OWN = List.of(
            "id",
            "workspaceId",
            "externalId",
            "name",
            "email",
            "phone",
            "sources",
            "createdAt",
            "updatedAt",
            "lastSeenAt");

    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    ContactList() {}

    ContactList(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** A contact and what it is ordered by. */
    record Row(Own contact, Position position) {}

    /** What a contact has one value of at most. */
    record Own(
            UUID id,
            UUID workspaceId,
            @Nullable String externalId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            List<String> sources,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant lastSeenAt) {}

    /**
     * The next rows in this order; ties are broken by id, in the direction of the last order.
     *
     * <p>Those that have a value of what comes first in the order are read before those that have none, by statements of
     * their own: each can begin within an index, in both directions.
     */
    List<Row> page(Selection selection, List<SortBy> sort, @Nullable Position after, int maxRows) {
        var first = sort.get(0);
        var rows = new ArrayList<Row>();
        if (after == null || after.values().get(0) != null) {
            rows.addAll(new Page(selection, sort, true).read(after, maxRows));
        }
        if (rows.size() < maxRows && !ContactFields.alwaysHasAValue(first.field())) {
            var within = after != null && after.values().get(0) == null ? after : null;
            rows.addAll(new Page(selection, sort, false).read(within, maxRows - rows.size()));
        }
        return rows;
    }

    /**
     * These contacts with their addresses, numbers and attributes, in their order and without origins. No entity is made:
     * a page would spend more time on keeping track of those than on reading its rows.
     */
    List<ContactView> views(List<Own> contacts, Attributes known) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        var ids = contacts.stream().map(Own::id).toList();
        var emails = of(ids, row -> new ContactView.Email((String) row[1], (Boolean) row[2]), """
                select e.contact.id, e.email, e.primary from ContactEmail e where e.contact.id in :contacts
                order by e.primary desc, e.origin.at, e.emailKey
                """);
        var phones = of(ids, row -> new ContactView.Phone((String) row[1], (Boolean) row[2]), """
                select p.contact.id, p.phone, p.primary from ContactPhone p where p.contact.id in :contacts
                order by p.primary desc, p.origin.at, p.phone
                """);
        var values = new HashMap<UUID, Map<UUID, AttributeValue>>();
        AttributeRows.each(entityManager, ids, (id, which, value) -> values.computeIfAbsent(id, it -> new HashMap<>())
                .put(which, value));
        return contacts.stream()
                .map(contact -> new ContactView(
                        contact.id(),
                        contact.workspaceId(),
                        contact.externalId(),
                        contact.name(),
                        contact.email(),
                        contact.phone(),
                        emails.getOrDefault(contact.id(), List.of()),
                        phones.getOrDefault(contact.id(), List.of()),
                        named(values.getOrDefault(contact.id(), Map.of()), known),
                        contact.sources(),
                        Map.of(),
                        contact.createdAt(),
                        contact.updatedAt(),
                        contact.lastSeenAt()))
                .toList();
    }

    /** What a query finds of these contacts, in its order; it selects the contact's id first. */
    private <T> Map<UUID, List<T>> of(List<UUID> contacts, Function<Object[], T> view, String query) {
        return entityManager
                .createQuery(query, Object[].class)
                .setParameter("contacts", contacts)
                .getResultList()
                .stream()
                .collect(groupingBy(row -> (UUID) row[0], mapping(view, toList())));
    }

    private static Map<String, Object> named(Map<UUID, AttributeValue> values, Attributes known) {
        var named = new LinkedHashMap<String, Object>();
        if (!values.isEmpty()) {
            known.byId().forEach((id, attribute) -> {
                var value = values.get(id);
                if (value != null && !attribute.isArchived()) {
                    named.put(attribute.name(), value.wire());
                }
            });
        }
        return named;
    }

    /** How many there are, counted up to a limit. */
    long count(Selection selection, int limit) {
        var cb = entityManager.unwrap(Session.class).getCriteriaBuilder();
        var query = cb.createQuery(Long.class);
        var some = query.subquery(Tuple.class);
        var contact = some.from(Contact.class);
        some.multiselect(contact.<UUID>get("id").alias("id"));
        some.where(matches(cb, some, contact, selection));
        some.fetch(limit);
        query.from(some);
        query.select(cb.count());
        return entityManager.createQuery(query).getSingleResult();
    }

    static Predicate matches(
            CriteriaBuilder cb,
            jakarta.persistence.criteria.AbstractQuery<?> query,
            From<?, Contact> contact,
            Selection selection) {
        var predicates = new FilterPredicates(cb, query, contact, selection.fields(), selection.now());
        var matches = cb.and(
                cb.equal(contact.get("workspaceId"), selection.workspaceId()), predicates.of(selection.filter()));
        var text = selection.text();
        return text == null ? matches : cb.and(matches, has(predicates, cb, contact, text));
    }

    /** A number is also found without what people write between its digits. */
    private static Predicate has(
            FilterPredicates predicates, CriteriaBuilder cb, From<?, Contact> contact, String text) {
        var searched = contact.get("searchText");
        var digits = FilterPredicates.digits(text);
        var asWritten = predicates.like(searched, "%" + FilterPredicates.escaped(Folding.key(text)) + "%");
        return digits.matches("\\+?\\d{4,}") && !digits.equals(text)
                ? cb.or(asWritten, predicates.like(searched, "%" + digits + "%"))
                : asWritten;
    }

    /** Runs reads that must not take longer than this; if they do they are refused as RULE_VIOLATED. */
    <T> T within(Duration limit, Supplier<T> reads) {
        var session = entityManager.unwrap(Session.class);
        var postgres = session.doReturningWork(
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
        try {
            // compiling a plan takes longer than the few rows of a page take
            execute(
                    session,
                    postgres
                            ? "set local statement_timeout = " + limit.toMillis() + "; set local jit = off"
                            : "set query_timeout " + limit.toMillis());
            return reads.get();
        } catch (RuntimeException e) {
            if (wasCancelled(e)) {
                throw Refusal.of(
                        Refusal.Kind.RULE_VIOLATED,
                        "This search takes longer than " + limit.toMillis() / 1000.0
                                + " seconds. Narrow it down: fewer conditions, a longer text to look for.");
            }
            throw e;
        } finally {
            if (!postgres) {
                // H2 keeps it for whoever has the connection next
                execute(session, "set query_timeout 0");
            }
        }
    }

    private static void execute(Session session, String sql) {
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    private static boolean wasCancelled(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "57014".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** One statement of a page: the contacts with, or without, a value of what comes first in the order. */
    private final class Page {
        private final HibernateCriteriaBuilder cb =
                entityManager.unwrap(Session.class).getCriteriaBuilder();
        private final CriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
        private final From<?, Contact> contact = query.from(Contact.class);
        private final List<SortBy> sort;
        private final boolean withFirst;
        private final List<Predicate> where = new ArrayList<>();
        private final List<Expression<?>> keys = new ArrayList<>();
        private Expression<UUID> id = contact.get("id");

        private Page(Selection selection, List<SortBy> sort, boolean withFirst) {
            this.sort = sort;
            this.withFirst = withFirst;
            for (var by : sort) {
                keys.add(keyOf(by, selection.fields()));
            }
            where.add(matches(cb, query, contact, selection));
            if (!ContactFields.alwaysHasAValue(sort.get(0).field())) {
                where.add(withFirst ? cb.isNotNull(keys.get(0)) : cb.isNull(keys.get(0)));
            }
        }

        private Expression<?> keyOf(SortBy by, ContactFields fields) {
            var attribute = fields.attribute(by.field());
            if (attribute == null) {
                return contact.get(FilterPredicates.property(by.field()));
            }
            var leads = keys.isEmpty() && withFirst;
            Join<Contact, ContactAttribute> value = contact.join("attributes", leads ? JoinType.INNER : JoinType.LEFT);
            Path<Object> key = value.get("key");
            value.on(cb.equal(key.get("attributeId"), attribute));
            if (leads) {
                // the same id, from where an index has it beside the value
                id = key.get("contactId");
            }
            return value.get(FilterPredicates.column(by.field()));
        }

        private List<Row> read(@Nullable Position after, int maxRows) {
            if (after != null) {
                where.add(behind(after, withFirst ? 0 : 1));
                if (withFirst) {
                    // what lets an index be entered there
                    where.add(beyond(0, after.values().get(0), true));
                }
            }
            var selected = new ArrayList<jakarta.persistence.criteria.Selection<?>>();
            OWN.forEach(property -> selected.add(contact.get(property)));
            selected.addAll(keys);
            query.multiselect(selected).where(where.toArray(Predicate[]::new)).orderBy(order());
            var rows = new ArrayList<Row>();
            for (var row :
                    entityManager.createQuery(query).setMaxResults(maxRows).getResultList()) {
                var values = new ArrayList<@Nullable Object>();
                for (int i = 0; i < keys.size(); i++) {
                    values.add(i == 0 && !withFirst ? null : row[OWN.size() + i]);
                }
                var found = own(row);
                rows.add(new Row(found, new Position(values, found.id())));
            }
            return rows;
        }

        @SuppressWarnings("unchecked") // what the converter of the sources makes
        private static Own own(Object[] row) {
            return new Own(
                    (UUID) row[0],
                    (UUID) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4],
                    (String) row[5],
                    (List<String>) row[6],
                    (Instant) row[7],
                    (Instant) row[8],
                    (Instant) row[9]);
        }

        private List<Order> order() {
            var order = new ArrayList<Order>();
            for (int i = withFirst ? 0 : 1; i < keys.size(); i++) {
                var key = keys.get(i);
                var ascending = sort.get(i).ascending();
                if (i > 0 && !ContactFields.alwaysHasAValue(sort.get(i).field())) {
                    // by name, not by "nulls last": Hibernate leaves that out where it takes it for H2's default, which
                    // ours is not
                    order.add(cb.asc(
                            cb.<Integer>selectCase().when(cb.isNull(key), 1).otherwise(0)));
                }
                order.add(ascending ? cb.asc(key) : cb.desc(key));
            }
            order.add(ascendingIds() ? cb.asc(id) : cb.desc(id));
            return order;
        }

        private boolean ascendingIds() {
            return sort.get(sort.size() - 1).ascending();
        }

        /** Behind the position as far as the orders from this one on say. */
        private Predicate behind(Position after, int from) {
            if (from == keys.size()) {
                return FilterPredicates.beyond(cb, id, after.id(), ascendingIds(), false);
            }
            var key = keys.get(from);
            var value = after.values().get(from);
            if (value == null) {
                return cb.and(cb.isNull(key), behind(after, from + 1));
            }
            var further = cb.or(beyond(from, value, false), cb.and(cb.equal(key, value), behind(after, from + 1)));
            return from == 0 || ContactFields.alwaysHasAValue(sort.get(from).field())
                    ? further
                    : cb.or(further, cb.isNull(key));
        }

        private Predicate beyond(int key, @Nullable Object value, boolean included) {
            return FilterPredicates.beyond(
                    cb,
                    keys.get(key),
                    java.util.Objects.requireNonNull(value),
                    sort.get(key).ascending(),
                    included);
        }
    }
}
