package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A person a workspace knows. A contact begins empty, with the first lead that belongs to nobody known yet. Each later
 * lead of the same person fills values that are still empty and never overwrites one, since what is typed into a form
 * proves nothing about who typed it. E-mail, phone and external id each belong to at most one contact of a workspace.
 */
@Entity
@Table(name = "contact")
class Contact {
    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "external_id")
    private @Nullable String externalId;

    private @Nullable String name;

    private @Nullable String email;

    @Column(name = "email_key")
    private @Nullable String emailKey;

    private @Nullable String phone;

    @Convert(converter = SourcesConverter.class)
    private List<String> sources;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "last_seen_at")
    private @Nullable Instant lastSeenAt;

    @Version
    private long version;

    Contact(UUID workspaceId, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.sources = List.of();
        this.createdAt = now;
        this.updatedAt = now;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Contact() {}

    /** What an e-mail is compared by: two are the same when they are equal in lower case. */
    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    UUID id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean belongsTo(UUID workspace) {
        return workspaceId.equals(workspace);
    }

    /** Takes over what is still unknown; what is known stays as it is. */
    void fillIn(PersonalDetails details, Instant now) {
        if (name == null && details.name() != null) {
            name = details.name();
            updatedAt = now;
        }
        if (email == null && details.email() != null) {
            email = details.email();
            emailKey = emailKey(details.email());
            updatedAt = now;
        }
        if (phone == null && details.phone() != null) {
            phone = details.phone();
            updatedAt = now;
        }
    }

    /** Notes how we came to know this person; once per source, in the order of first appearance. */
    void knownFrom(String source, Instant now) {
        if (!sources.contains(source)) {
            sources = Stream.concat(sources.stream(), Stream.of(source)).toList();
            updatedAt = now;
        }
    }

    /** The person was here themselves. Deliveries may come late and out of order, so the latest time counts. */
    void seenAt(Instant time) {
        if (lastSeenAt == null || lastSeenAt.isBefore(time)) {
            lastSeenAt = time;
        }
    }

    ContactView view() {
        return new ContactView(
                id, workspaceId, externalId, name, email, phone, Map.of(), sources, createdAt, updatedAt, lastSeenAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contact contact && id.equals(contact.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
