package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.conversations.ConsentView;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.LeadUpdated;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor left, exactly as it was taken in: fields, source and time never change. The team only moves its status
 * and writes a note, until it is deleted. A submission that filled in the honeypot is kept too, as spam.
 */
@Entity
class Lead {
    enum Status {
        NEW,
        CONTACTED,
        QUALIFIED,
        WON,
        LOST,
        SPAM;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private UUID workspaceId;
    private UUID agentId;
    private @Nullable UUID conversationId;
    private @Nullable UUID visitorId;
    private @Nullable UUID formId;

    @Convert(converter = JsonConverters.Values.class)
    @Column(columnDefinition = "text")
    private Map<String, String> fields;

    @Column(columnDefinition = "text")
    @SuppressWarnings("UnusedVariable") // read by queries alone
    private String searchText;

    @Convert(converter = JsonConverters.Source.class)
    @Column(columnDefinition = "text")
    private SourceView source;

    private @Nullable Boolean consent;

    @Column(columnDefinition = "text")
    private @Nullable String consentText;

    private @Nullable String consentVersion;

    private String status;
    private boolean announced;

    /** Made of what forms had brought before; told at once, so it need not be kept. */
    @Transient
    private boolean confirmed;

    @Column(columnDefinition = "text")
    private @Nullable String note;

    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Lead() {}

    private Lead(UUID workspaceId, UUID agentId, Map<String, String> fields, SourceView source, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.agentId = agentId;
        this.fields = fields;
        this.searchText = String.join("\n", fields.values()).toLowerCase(Locale.ROOT);
        this.source = source;
        this.status = Status.NEW.name();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * A visitor submitted a form.
     *
     * @param consent what they answered to the form's question for consent; no answer to a question asked is a no
     */
    static Lead submitted(
            LeadForm form, Map<String, String> fields, SourceView source, @Nullable Boolean consent, Instant now) {
        var lead = new Lead(form.workspaceId(), form.agentId(), fields, source, now);
        lead.conversationId = form.conversationId();
        lead.visitorId = form.visitorId();
        lead.formId = form.id();
        var asked = form.consent();
        lead.consent = asked == null ? consent : Boolean.valueOf(Boolean.TRUE.equals(consent));
        lead.consentText = asked == null ? null : asked.text();
        lead.consentVersion = asked == null ? null : asked.version();
        return lead;
    }

    /** A visitor asked for a follow-up, and all that the form would have asked was known of them. */
    static Lead confirmed(Conversation conversation, Map<String, String> fields, Instant now) {
        var lead = new Lead(conversation.workspaceId(), conversation.agentId(), fields, conversation.source(), now);
        lead.conversationId = conversation.id();
        lead.visitorId = conversation.visitorId();
        lead.confirmed = true;
        lead.announced();
        return lead;
    }

    /** A program captured it through the API. */
    static Lead captured(
            UUID workspaceId,
            UUID agentId,
            @Nullable Conversation conversation,
            Map<String, String> fields,
            Instant now) {
        var source = conversation == null ? SourceView.UNKNOWN : conversation.source();
        var lead = new Lead(workspaceId, agentId, fields, source, now);
        if (conversation != null) {
            lead.conversationId = conversation.id();
            lead.visitorId = conversation.visitorId();
        }
        lead.announced();
        return lead;
    }

    void marked(Status as, Instant now) {
        status = as.name();
        updatedAt = now;
    }

    /** Whether others know of it, and so are told what becomes of it. */
    boolean isAnnounced() {
        return announced;
    }

    /** Others are told of it with this transaction. */
    void announced() {
        announced = true;
    }

    /** Whether others are still to be told: it was taken for spam and turned out to be none. */
    boolean unannounced() {
        return !announced && status() != Status.SPAM;
    }

    void noted(@Nullable String text, Instant now) {
        note = text;
        updatedAt = now;
    }

    /**
     * What others are told.
     *
     * @param userId who the visitor proved to be, null if nothing was proved
     */
    LeadSubmitted event(@Nullable String userId) {
        return new LeadSubmitted(
                Ids.next(),
                workspaceId,
                agentId,
                conversationId,
                id,
                fields,
                formId == null && !confirmed ? "api" : "form",
                source,
                createdAt,
                userId);
    }

    /** What others are told when the team has changed it; empty if these are the values it had. */
    Optional<LeadUpdated> updateEvent(Status formerStatus, @Nullable String formerNote) {
        var changes = new LinkedHashMap<String, LeadUpdated.Change>();
        if (formerStatus != status()) {
            changes.put("status", new LeadUpdated.Change(formerStatus.wireName(), status().wireName()));
        }
        if (!Objects.equals(formerNote, note)) {
            changes.put("note", new LeadUpdated.Change(formerNote, note));
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new LeadUpdated(Ids.next(), workspaceId, id, view(), changes, updatedAt));
    }

    LeadView view() {
        return new LeadView(
                id,
                workspaceId,
                agentId,
                conversationId,
                formId,
                fields,
                status().wireName(),
                note,
                source,
                consent == null ? null : new ConsentView(consent, consentText, consentVersion, createdAt),
                createdAt,
                updatedAt);
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID agentId() {
        return agentId;
    }

    @Nullable UUID conversationId() {
        return conversationId;
    }

    Status status() {
        return Status.valueOf(status);
    }

    Map<String, String> fields() {
        return fields;
    }

    @Nullable UUID visitorId() {
        return visitorId;
    }

    @Nullable Boolean consent() {
        return consent;
    }

    Instant createdAt() {
        return createdAt;
    }
}
