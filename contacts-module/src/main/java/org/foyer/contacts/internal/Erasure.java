package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.contacts.ErasureView;
import org.foyer.platform.json.Json;

/** That a person was erased; written once. It says who asked and when, and nothing of the person. */
@Entity
@Table(name = "erasure")
class Erasure {
    private static final TypeReference<List<UUID>> IDS = new TypeReference<>() {};

    @Id
    @Column(name = "contact_id")
    private UUID contactId;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "lead_ids", columnDefinition = "text")
    private String leadIds;

    @Column(name = "visitor_ids", columnDefinition = "text")
    private String visitorIds;

    private String actor;

    @Column(name = "erased_at")
    private Instant erasedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Erasure() {}

    Erasure(UUID workspaceId, UUID contactId, List<UUID> leadIds, List<UUID> visitorIds, String actor, Instant now) {
        this.contactId = contactId;
        this.workspaceId = workspaceId;
        this.leadIds = Json.write(leadIds);
        this.visitorIds = Json.write(visitorIds);
        this.actor = actor;
        this.erasedAt = now;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    ErasureView view() {
        return new ErasureView(contactId, erasedAt, actor, Json.read(leadIds, IDS), Json.read(visitorIds, IDS));
    }
}
