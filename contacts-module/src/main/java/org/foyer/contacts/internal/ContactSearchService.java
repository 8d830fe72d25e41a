package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactQuery;
import org.foyer.contracts.contacts.ContactSearch;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.FoundContacts;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.filter.Filter;
import org.foyer.platform.filter.FilterReader;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class ContactSearchService implements ContactSearch {
    static final int MAX_TEXT = 200;

    private static final int COUNTED_EXACTLY = 10_000;
    private static final int MAX_SORTS = 5;
    private static final int MAX_CURSOR = 30_000;

    private ContactRepository contacts;
    private ContactList list;
    private SegmentRepository segments;
    private ContactsSettings settings;
    private Clock clock;

    @Inject
    ContactSearchService(
            ContactRepository contacts,
            ContactList list,
            SegmentRepository segments,
            ContactsSettings settings,
            Clock clock) {
        this.contacts = contacts;
        this.list = list;
        this.segments = segments;
        this.settings = settings;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactSearchService() {}

    @Override
    public FoundContacts search(UUID workspaceId, Map<String, Object> body) {
        var attributes = contacts.attributes(workspaceId);
        var fields = ContactFields.of(attributes);
        var document = Document.of(body);
        var filter = FilterReader.read(document, "filter", fields.toFilterBy());
        var text = text(document);
        var sort = sort(document, fields);
        var limit = limit(document);
        var after = document.text("after", MAX_CURSOR);
        document.finish();

        var selection = new Selection(workspaceId, fields, filter, text, clock.instant());
        return list.within(settings.searchTimeLimit(), () -> {
            var page = page(selection, sort, after, "/after", limit, attributes);
            var count = list.count(selection, COUNTED_EXACTLY + 1);
            return count > COUNTED_EXACTLY
                    ? new FoundContacts(page, COUNTED_EXACTLY, false)
                    : new FoundContacts(page, count, true);
        });
    }

    @Override
    public Page<ContactView> list(UUID workspaceId, ContactQuery query, PageRequest page) {
        var attributes = contacts.attributes(workspaceId);
        var fields = ContactFields.of(attributes);
        var filter = query.segmentId() == null
                ? Filter.EVERYTHING
                : segments.filterOf(workspaceId, query.segmentId(), fields);
        var text = query.text();
        var selection = new Selection(
                workspaceId, fields, filter, text == null || text.isBlank() ? null : text.strip(), clock.instant());
        var sort = List.of(sort(query.sort(), fields));
        return list.within(
                settings.searchTimeLimit(),
                () -> page(selection, sort, page.after(), "/query/after", page.limit(), attributes));
    }

    private Page<ContactView> page(
            Selection selection,
            List<SortBy> sort,
            @Nullable String after,
            String pointer,
            int limit,
            Attributes attributes) {
        var fingerprint = selection.fingerprint(sort);
        var position = after == null
                ? null
                : Position.parse(after, fingerprint, sort)
                        .orElseThrow(() -> Refusal.invalid(pointer, "is not a cursor this list gave out"));
        var rows = list.page(selection, sort, position, limit + 1);
        var contacts = rows.stream().limit(limit).map(ContactList.Row::contact).toList();
        return new Page<>(
                list.views(contacts, attributes),
                rows.size() <= limit ? null : rows.get(limit - 1).position().text(fingerprint));
    }

    static @Nullable String text(Document document) {
        var text = document.text("q", MAX_TEXT);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static int limit(Document document) {
        var limit = document.raw("limit");
        if (limit == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        if (limit instanceof Integer size && size >= 1 && size <= PageRequest.MAX_LIMIT) {
            return size;
        }
        document.violation("limit", "must be a whole number from 1 to " + PageRequest.MAX_LIMIT);
        return PageRequest.DEFAULT_LIMIT;
    }

    private static List<SortBy> sort(Document document, ContactFields fields) {
        var list = document.list("sort", MAX_SORTS);
        var sort = new ArrayList<SortBy>();
        for (int i = 0; list != null && i < list.size(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                document.violation("sort/" + i, "must be an object with field and direction");
                continue;
            }
            var by = document.nested("sort/" + i, map);
            var name = by.raw("field");
            var direction = by.oneOf("direction", List.of("asc", "desc"));
            by.finishNested();
            var field = name instanceof String text ? fields.toSortBy().get(text) : null;
            if (field == null) {
                by.violation(
                        "field",
                        "is not a field to sort by; there are "
                                + String.join(", ", fields.toSortBy().keySet()));
            } else if (sort.stream().anyMatch(other -> other.field().equals(field))) {
                by.violation("field", "is sorted by already");
            } else {
                sort.add(new SortBy(field, !"desc".equals(direction)));
            }
        }
        return sort.isEmpty() ? List.of(SortBy.NEWEST_FIRST) : sort;
    }

    private static SortBy sort(@Nullable String text, ContactFields fields) {
        if (text == null) {
            return SortBy.NEWEST_FIRST;
        }
        var descending = text.startsWith("-");
        var field = fields.toSortBy().get(descending ? text.substring(1) : text);
        if (field == null) {
            throw Refusal.invalid(
                    "/query/sort",
                    "must be one of " + String.join(", ", fields.toSortBy().keySet())
                            + ", with a minus for descending");
        }
        return new SortBy(field, !descending);
    }
}
