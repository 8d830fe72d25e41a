package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** Something a visitor did with a form, as the widget told it. */
@Entity
class LeadFormEvent {
    @Id
    private UUID id;

    private UUID formId;
    private UUID workspaceId;
    private String type;
    private @Nullable String field;
    private Instant happenedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected LeadFormEvent() {}

    LeadFormEvent(LeadForm form, String type, @Nullable String field, Instant now) {
        this.id = Ids.next();
        this.formId = form.id();
        this.workspaceId = form.workspaceId();
        this.type = type;
        this.field = field;
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

    Instant happenedAt() {
        return happenedAt;
    }
}
