package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.TimelineEntry;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** That values of a contact changed, and who changed them: written once. How it was made stands in the contact itself. */
@Entity
@Table(name = "contact_change")
class ContactChange {
    static final String CHANGED = "changed";
    static final String MERGED = "merged";
    static final String MERGE_UNDONE = "merge_undone";

    private static final TypeReference<LinkedHashMap<String, ValueChange>> CHANGES = new TypeReference<>() {};

    @Id
    private UUID id;

    @Column(name = "workspace_id")
    @SuppressWarnings("UnusedVariable") // whose row it is, for queries and for people
    private UUID workspaceId;

    @Column(name = "contact_id")
    @SuppressWarnings("UnusedVariable") // for queries
    private UUID contactId;

    private String kind;

    @Embedded
    @AttributeOverride(name = "at", column = @Column(name = "changed_at"))
    private Origin origin;

    @Column(name = "other_id")
    private @Nullable UUID otherId;

    @Column(columnDefinition = "text")
    private String changes;

    ContactChange(
            Contact contact, String kind, Map<String, ValueChange> changes, @Nullable UUID otherId, Origin origin) {
        this.id = Ids.next();
        this.workspaceId = contact.workspaceId();
        this.contactId = contact.id();
        this.kind = kind;
        this.changes = Json.write(changes);
        this.otherId = otherId;
        this.origin = origin;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactChange() {}

    UUID id() {
        return id;
    }

    TimelineEntry entry() {
        return new TimelineEntry(
                id, kind, origin.at(), origin.source(), origin.actor(), Json.read(changes, CHANGES), otherId);
    }
}
