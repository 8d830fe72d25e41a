package org.foyer.contracts.contacts;

import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/**
 * The segments of a workspace. A foreign one is NOT_FOUND, a name already taken (case aside) is CONFLICT. A segment keeps
 * its filter when an attribute it speaks of is archived, and can't be used until that is brought back or the filter
 * changed.
 */
public interface Segments {
    /**
     * Makes a segment.
     *
     * @param body {@code name} (1–100), {@code filter}
     */
    SegmentView create(UUID workspaceId, Map<String, Object> body);

    /** Newest first. */
    Page<SegmentView> list(UUID workspaceId, PageRequest page);

    SegmentView get(UUID workspaceId, UUID segmentId);

    /** Changes {@code name} and {@code filter}; absent leaves alone. */
    SegmentView change(UUID workspaceId, UUID segmentId, Map<String, Object> body);

    void delete(UUID workspaceId, UUID segmentId);
}
