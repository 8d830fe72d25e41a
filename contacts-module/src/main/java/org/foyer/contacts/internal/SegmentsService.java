package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.SegmentView;
import org.foyer.contracts.contacts.Segments;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.filter.FilterReader;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class SegmentsService implements Segments {
    private static final int MAX_NAME = 100;

    private SegmentRepository segments;
    private ContactRepository contacts;
    private Clock clock;

    @Inject
    SegmentsService(SegmentRepository segments, ContactRepository contacts, Clock clock) {
        this.segments = segments;
        this.contacts = contacts;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected SegmentsService() {}

    @Override
    public SegmentView create(UUID workspaceId, Map<String, Object> body) {
        var document = Document.of(body);
        var name = name(document);
        var filter = filter(document, workspaceId);
        document.finish();
        refuseTaken(workspaceId, name, null);
        var segment = new Segment(workspaceId, name, filter, clock.instant());
        segments.save(segment);
        return segment.view();
    }

    @Override
    public Page<SegmentView> list(UUID workspaceId, PageRequest page) {
        var rows = segments.page(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(rows, page.limit(), segment -> new Cursor(segment.createdAt(), segment.id()))
                .map(Segment::view);
    }

    @Override
    public SegmentView get(UUID workspaceId, UUID segmentId) {
        return segments.get(workspaceId, segmentId).view();
    }

    @Override
    public SegmentView change(UUID workspaceId, UUID segmentId, Map<String, Object> body) {
        var segment = segments.get(workspaceId, segmentId);
        var document = Document.of(body);
        var name = document.has("name") ? name(document) : null;
        var filter = document.has("filter") ? filter(document, workspaceId) : null;
        document.finish();
        var now = clock.instant();
        if (name != null && !name.equals(segment.name())) {
            refuseTaken(workspaceId, name, segmentId);
            segment.renamed(name, now);
        }
        if (filter != null && !filter.equals(segment.filter())) {
            segment.means(filter, now);
        }
        segments.save(segment);
        return segment.view();
    }

    @Override
    public void delete(UUID workspaceId, UUID segmentId) {
        segments.remove(segments.get(workspaceId, segmentId));
    }

    private static String name(Document document) {
        return Normalizer.normalize(document.requiredText("name", MAX_NAME), Normalizer.Form.NFC);
    }

    /** The filter as it was given, once it was found to be one. */
    private Map<String, Object> filter(Document document, UUID workspaceId) {
        FilterReader.read(
                document,
                "filter",
                ContactFields.of(contacts.attributes(workspaceId)).toFilterBy());
        if (document.raw("filter") == null) {
            document.violation("filter", "is required");
        }
        return document.raw("filter") instanceof Map<?, ?> map ? Document.copy(map) : Map.of();
    }

    private void refuseTaken(UUID workspaceId, String name, @Nullable UUID but) {
        if (segments.isTaken(workspaceId, name, but)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "There is a segment of that name already.");
        }
    }
}
