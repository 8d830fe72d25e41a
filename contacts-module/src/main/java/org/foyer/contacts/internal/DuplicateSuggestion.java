package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * That two contacts may be one person. One per pair and reason for ever: once dismissed it is not suggested again; it
 * ends with a merge of the two, or with either's deletion.
 */
@Entity
@Table(name = "duplicate_suggestion")
class DuplicateSuggestion {
    static final String EMAIL_AND_PHONE = "email_and_phone_of_different_contacts";
    static final String IDENTITY_AND_EMAIL = "identity_and_email_of_different_contacts";
    static final String IDENTITY_AND_PHONE = "identity_and_phone_of_different_contacts";

    @Id
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "first_id")
    private UUID firstId;

    @Column(name = "second_id")
    private UUID secondId;

    private String reason;

    @Column(name = "suggested_at")
    private Instant suggestedAt;

    @Column(name = "dismissed_by")
    private @Nullable String dismissedBy;

    @Column(name = "dismissed_at")
    private @Nullable Instant dismissedAt;

    /** All there is of it. */
    record State(
            UUID id,
            UUID workspaceId,
            UUID firstId,
            UUID secondId,
            String reason,
            Instant suggestedAt,
            @Nullable String dismissedBy,
            @Nullable Instant dismissedAt) {}

    DuplicateSuggestion(UUID workspaceId, UUID one, UUID other, String reason, Instant now) {
        this(new State(Ids.next(), workspaceId, smaller(one, other), larger(one, other), reason, now, null, null));
    }

    DuplicateSuggestion(State state) {
        this.id = state.id();
        this.workspaceId = state.workspaceId();
        this.firstId = state.firstId();
        this.secondId = state.secondId();
        this.reason = state.reason();
        this.suggestedAt = state.suggestedAt();
        this.dismissedBy = state.dismissedBy();
        this.dismissedAt = state.dismissedAt();
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected DuplicateSuggestion() {}

    static UUID smaller(UUID one, UUID other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static UUID larger(UUID one, UUID other) {
        return one.compareTo(other) <= 0 ? other : one;
    }

    UUID id() {
        return id;
    }

    boolean belongsTo(UUID workspace) {
        return workspaceId.equals(workspace);
    }

    UUID firstId() {
        return firstId;
    }

    UUID secondId() {
        return secondId;
    }

    String reason() {
        return reason;
    }

    Instant suggestedAt() {
        return suggestedAt;
    }

    /** The other of the two. */
    UUID other(UUID contactId) {
        return firstId.equals(contactId) ? secondId : firstId;
    }

    /** The same said of two others. */
    DuplicateSuggestion about(UUID one, UUID other) {
        return new DuplicateSuggestion(new State(
                Ids.next(),
                workspaceId,
                smaller(one, other),
                larger(one, other),
                reason,
                suggestedAt,
                dismissedBy,
                dismissedAt));
    }

    void dismissed(String by, Instant now) {
        if (dismissedBy == null) {
            dismissedBy = by;
            dismissedAt = now;
        }
    }

    State state() {
        return new State(id, workspaceId, firstId, secondId, reason, suggestedAt, dismissedBy, dismissedAt);
    }
}
