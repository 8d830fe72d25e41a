package org.foyer.contacts.internal;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.text.Folding;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** Contacts by filter and text, in any order, page by page: the one place where a query is put together at run time. */
@ApplicationScoped
class ContactList {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    ContactList() {}

    ContactList(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** A contact and what it is ordered by. */
    record Row(Contact contact, Position position) {}

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
        private final CriteriaQuery<Tuple> query = cb.createTupleQuery();
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
            var selected = new ArrayList<jakarta.persistence.criteria.Selection<?>>(List.of(contact));
            selected.addAll(keys);
            query.multiselect(selected).where(where.toArray(Predicate[]::new)).orderBy(order());
            var rows = new ArrayList<Row>();
            for (var row :
                    entityManager.createQuery(query).setMaxResults(maxRows).getResultList()) {
                var values = new ArrayList<@Nullable Object>();
                for (int i = 0; i < keys.size(); i++) {
                    values.add(i == 0 && !withFirst ? null : row.get(i + 1));
                }
                var found = (Contact) row.get(0);
                rows.add(new Row(found, new Position(values, found.id())));
            }
            return rows;
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
