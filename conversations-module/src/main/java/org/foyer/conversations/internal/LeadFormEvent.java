package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** Something that happened to a form: a step of its life, once each, or what the visitor did with a field. */
@Entity
class LeadFormEvent {
    static final String FIELD_COMPLETED = "field_completed";
    static final String FIELD_ERROR = "field_error";

    /** It was submitted after all; happened when the form had expired. */
    static final String EXPIRY_TAKEN_BACK = "expiry_taken_back";

    @Id
    private UUID id;

    private UUID formId;
    private UUID workspaceId;
    private String type;
    private @Nullable String field;
    private @Nullable Integer seconds;
    private Instant happenedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected LeadFormEvent() {}

    /**
     * Something happened.
     *
     * @param seconds from offered to submitted, of a submission
     */
    LeadFormEvent(LeadForm form, String type, @Nullable String field, @Nullable Integer seconds, Instant now) {
        this.id = Ids.next();
        this.formId = form.id();
        this.workspaceId = form.workspaceId();
        this.type = type;
        this.field = field;
        this.seconds = seconds;
        this.happenedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID formId() {
        return formId;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String type() {
        return type;
    }

    @Nullable String field() {
        return field;
    }

    @Nullable Integer seconds() {
        return seconds;
    }

    Instant happenedAt() {
        return happenedAt;
    }
}
