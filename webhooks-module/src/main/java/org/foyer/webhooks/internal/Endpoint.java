package org.foyer.webhooks.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.webhooks.WebhookView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.foyer.platform.secret.SecretBox;
import org.jspecify.annotations.Nullable;

/**
 * An address of another system that is told of what happens. Active from the start; paused when it kept failing, disabled
 * when it answered that it is gone, both also by hand; active again by hand alone. Every change locks its row.
 */
@Entity
class Endpoint {
    enum Status {
        ACTIVE,
        PAUSED,
        DISABLED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long the secret before a new one signs too. */
    static final Duration GRACE = Duration.ofHours(24);

    private static final TypeReference<Map<String, Object>> FILTER = new TypeReference<>() {};

    @Id
    private UUID id;

    private UUID workspaceId;
    private String url;
    private String events;

    @Column(columnDefinition = "text")
    private @Nullable String filter;

    private @Nullable String description;
    private String status;
    private @Nullable String statusReason;
    private String secret;
    private @Nullable String previousSecret;
    private @Nullable Instant previousSecretUntil;
    private @Nullable Instant failingSince;
    private @Nullable Instant heldUntil;
    private @Nullable UUID createdBy;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Endpoint() {}

    /**
     * Makes an active endpoint.
     *
     * @param createdBy the member who made it, null for an API key
     */
    Endpoint(
            UUID workspaceId,
            String url,
            List<String> events,
            @Nullable Map<String, Object> filter,
            @Nullable String description,
            SigningSecret secret,
            SecretBox box,
            @Nullable UUID createdBy,
            Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.url = url;
        this.events = String.join(",", events);
        this.filter = filter == null ? null : Json.write(filter);
        this.description = description;
        this.status = Status.ACTIVE.name();
        this.secret = box.seal(secret.text(), place());
        this.createdBy = createdBy;
        this.createdAt = now;
        this.updatedAt = now;
    }

    private String place() {
        return "webhooks.endpoint/" + id;
    }

    void movedTo(String newUrl, Instant now) {
        url = newUrl;
        updatedAt = now;
    }

    void listensTo(List<String> newEvents, Instant now) {
        events = String.join(",", newEvents);
        updatedAt = now;
    }

    void filteredBy(@Nullable Map<String, Object> newFilter, Instant now) {
        filter = newFilter == null ? null : Json.write(newFilter);
        updatedAt = now;
    }

    void described(@Nullable String newDescription, Instant now) {
        description = newDescription;
        updatedAt = now;
    }

    /** A person decided it; what it did before is forgiven. */
    void becomes(Status newStatus, Instant now) {
        status = newStatus.name();
        statusReason = null;
        failingSince = null;
        heldUntil = null;
        updatedAt = now;
    }

    void stopped(Status newStatus, String reason, Instant now) {
        status = newStatus.name();
        statusReason = reason;
        updatedAt = now;
    }

    void rotated(SigningSecret newSecret, SecretBox box, Instant now) {
        previousSecret = secret;
        previousSecretUntil = now.plus(GRACE);
        secret = box.seal(newSecret.text(), place());
        updatedAt = now;
    }

    /** An attempt failed; the first failure after a success counts. */
    void failed(Instant at) {
        if (failingSince == null) {
            failingSince = at;
        }
    }

    /** It asked not to be called for a while. */
    void heldUntil(@Nullable Instant until) {
        heldUntil = until;
    }

    boolean isHeld(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }

    /** The secrets that sign now, the newest first. */
    List<SigningSecret> secrets(SecretBox box, Instant now) {
        var current = new SigningSecret(box.open(secret, place()));
        if (previousSecret == null || previousSecretUntil == null || !now.isBefore(previousSecretUntil)) {
            return List.of(current);
        }
        return List.of(current, new SigningSecret(box.open(previousSecret, place())));
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    boolean belongsTo(UUID workspace) {
        return workspaceId.equals(workspace);
    }

    String url() {
        return url;
    }

    /** What may be shown to whoever must not learn a secret in the URL. */
    String host() {
        return URI.create(url).getHost();
    }

    List<String> events() {
        return List.of(events.split(","));
    }

    @Nullable Map<String, Object> filter() {
        return filter == null ? null : Json.read(filter, FILTER);
    }

    @Nullable String description() {
        return description;
    }

    Status status() {
        return Status.valueOf(status);
    }

    @Nullable Instant failingSince() {
        return failingSince;
    }

    @Nullable UUID createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    WebhookView view(Instant now) {
        return new WebhookView(
                id,
                url,
                events(),
                filter(),
                description,
                status().wireName(),
                statusReason,
                failingSince,
                isHeld(now) ? heldUntil : null,
                previousSecretUntil == null || !now.isBefore(previousSecretUntil) ? null : previousSecretUntil,
                createdAt,
                updatedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Endpoint endpoint && id.equals(endpoint.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
