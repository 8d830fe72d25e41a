package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** That two contacts became one, with all that it takes to make them two again; undone at most once. */
@Entity
@Table(name = "contact_merge")
class ContactMerge {
    @Id
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "survivor_id")
    private UUID survivorId;

    @Column(name = "merged_id")
    private UUID mergedId;

    @SuppressWarnings("UnusedVariable") // for people
    private String actor;

    @Column(name = "merged_at")
    private Instant mergedAt;

    @Column(name = "undone_by")
    private @Nullable String undoneBy;

    @Column(name = "undone_at")
    @SuppressWarnings("UnusedVariable") // for people
    private @Nullable Instant undoneAt;

    @Column(columnDefinition = "text")
    private String kept;

    @Version
    private long version;

    /**
     * What undoing needs.
     *
     * @param survivor as it was before
     * @param merged as it was before
     * @param result the survivor as it was right after
     * @param leads those that moved
     * @param gone suggestions about the merged one
     * @param come suggestions made about the survivor instead
     * @param conversations those that moved; null in a merge made before they were kept
     */
    record Kept(
            ContactState survivor,
            ContactState merged,
            ContactState result,
            List<UUID> leads,
            List<DuplicateSuggestion.State> gone,
            List<UUID> come,
            @Nullable List<UUID> conversations) {}

    ContactMerge(Kept kept, Origin origin) {
        this.id = Ids.next();
        this.workspaceId = kept.survivor().workspaceId();
        this.survivorId = kept.survivor().id();
        this.mergedId = kept.merged().id();
        this.actor = origin.actor();
        this.mergedAt = origin.at();
        this.kept = Json.write(kept);
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactMerge() {}

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID survivorId() {
        return survivorId;
    }

    UUID mergedId() {
        return mergedId;
    }

    Instant mergedAt() {
        return mergedAt;
    }

    boolean isUndone() {
        return undoneBy != null;
    }

    Kept kept() {
        return Json.read(kept, Kept.class);
    }

    void undone(Origin origin) {
        undoneBy = origin.actor();
        undoneAt = origin.at();
        kept = "{}"; // what it told of people stands in the contacts again
    }
}
