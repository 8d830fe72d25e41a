package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.contacts.SegmentView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/** A filter a workspace gave a name. It is kept as it was written, and read anew whenever it is used. */
@Entity
@Table(name = "segment")
class Segment {
    /** What stands in a filter for a value of a person who was erased. */
    static final String ERASED = "[erased]";

    private static final TypeReference<Map<String, Object>> FILTER = new TypeReference<>() {};

    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    private String name;

    @Column(name = "name_key")
    @SuppressWarnings("UnusedVariable") // for the unique index
    private String nameKey;

    @Column(columnDefinition = "text")
    private String filter;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    Segment(UUID workspaceId, String name, Map<String, Object> filter, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.name = name;
        this.nameKey = Folding.key(name);
        this.filter = Json.write(filter);
        this.createdAt = now;
        this.updatedAt = now;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Segment() {}

    void renamed(String newName, Instant now) {
        name = newName;
        nameKey = Folding.key(newName);
        updatedAt = now;
    }

    void means(Map<String, Object> newFilter, Instant now) {
        filter = Json.write(newFilter);
        updatedAt = now;
    }

    /**
     * Puts {@link #ERASED} where the filter names one of these values, so that it goes on meaning everybody else it meant.
     *
     * @param details keys of e-mail addresses and phone numbers ({@link Folding#key}), whatever field is compared with them
     * @param ids keys of what external ids are compared with; such a text may mean something else in another field
     */
    void forget(Set<String> details, Set<String> ids, Instant now) {
        var before = filter();
        var after = without(details, ids, before);
        if (!after.equals(before)) {
            filter = Json.write(after);
            updatedAt = now;
        }
    }

    private static Object without(Set<String> details, Set<String> ids, Object part) {
        if (part instanceof Map<?, ?> node) {
            var named = ContactFields.EXTERNAL_ID.name().equals(node.get("field")) ? ids : details;
            var kept = new LinkedHashMap<Object, Object>();
            node.forEach((key, value) -> kept.put(key, without(named, ids, value)));
            return kept;
        }
        if (part instanceof List<?> items) {
            return items.stream().map(item -> without(details, ids, item)).toList();
        }
        return part instanceof String text && details.contains(Folding.key(text)) ? ERASED : part;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    Map<String, Object> filter() {
        return Json.read(filter, FILTER);
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean belongsTo(UUID workspace) {
        return workspaceId.equals(workspace);
    }

    SegmentView view() {
        return new SegmentView(id, name, filter(), createdAt, updatedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Segment segment && id.equals(segment.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
