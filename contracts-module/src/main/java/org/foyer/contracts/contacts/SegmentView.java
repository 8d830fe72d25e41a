package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A filter with a name.
 *
 * @param filter in the filter language, as it was given
 */
public record SegmentView(UUID id, String name, Map<String, Object> filter, Instant createdAt, Instant updatedAt) {}
