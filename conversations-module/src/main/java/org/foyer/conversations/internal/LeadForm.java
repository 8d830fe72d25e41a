package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.ConsentRequest;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A lead form offered in a conversation. Its life: offered → seen → started → submitted | dismissed | expired. The first
 * three are open, in any order of arrival but never backwards; submitted and dismissed are final. An expired form makes
 * room for another, but a visitor who still sends it is late, not refused. It keeps the action's fields
 * and messages as they were when it was offered, so that a later edit of the action does not change what a visitor sees.
 * It expires when nobody closed it in its life.
 */
@Entity
class LeadForm {
    enum Status {
        OFFERED,
        SEEN,
        STARTED,
        SUBMITTED,
        DISMISSED,
        EXPIRED;

        boolean open() {
            return compareTo(SUBMITTED) < 0;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private UUID workspaceId;
    private UUID agentId;
    private UUID conversationId;
    private UUID visitorId;
    private UUID actionId;
    private String status;

    @Convert(converter = JsonConverters.Fields.class)
    @Column(columnDefinition = "text")
    private List<FormField> fields;

    @Convert(converter = JsonConverters.Values.class)
    @Column(columnDefinition = "text")
    private Map<String, String> knownValues;

    @Convert(converter = JsonConverters.Values.class)
    @Column(columnDefinition = "text")
    private Map<String, String> prefilledValues;

    @Convert(converter = JsonConverters.Consent.class)
    @Column(columnDefinition = "text")
    private @Nullable ConsentRequest consent;

    private String successMessage;
    private String dismissMessage;
    private Instant offeredAt;
    private int offeredAtTurn;
    private @Nullable Instant seenAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant closedAt;
    private int closedAtTurn;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected LeadForm() {}

    /**
     * Offers a form.
     *
     * @param knownValues what is known of the visitor: goes into the lead without being asked again
     * @param prefilledValues what they told in the chat: stands in the inputs, for them to correct
     */
    LeadForm(
            Conversation conversation,
            UUID actionId,
            LeadCollection collection,
            Map<String, String> knownValues,
            Map<String, String> prefilledValues,
            Instant now) {
        this.id = Ids.next();
        this.workspaceId = conversation.workspaceId();
        this.agentId = conversation.agentId();
        this.conversationId = conversation.id();
        this.visitorId = conversation.visitorId();
        this.actionId = actionId;
        this.status = Status.OFFERED.name();
        this.fields = List.copyOf(collection.fields());
        this.knownValues = new LinkedHashMap<>(knownValues);
        this.prefilledValues = new LinkedHashMap<>(prefilledValues);
        this.consent = collection.consent();
        this.successMessage = collection.successMessage();
        this.dismissMessage = collection.dismissMessage();
        this.offeredAt = now;
        this.offeredAtTurn = conversation.visitorTurns();
    }

    void seen(Instant now) {
        requireOpen();
        if (seenAt == null) {
            seenAt = now;
        }
        if (status() == Status.OFFERED) {
            status = Status.SEEN.name();
        }
    }

    void started(Instant now) {
        seen(now);
        if (startedAt == null) {
            startedAt = now;
        }
        status = Status.STARTED.name();
    }

    boolean wasSeen() {
        return seenAt != null;
    }

    boolean wasStarted() {
        return startedAt != null;
    }

    void submitted(int visitorTurn, Instant now) {
        requireSubmittable();
        close(Status.SUBMITTED, visitorTurn, now);
    }

    /** Dismisses the form; once more changes nothing. Returns whether it did. */
    boolean dismissed(int visitorTurn, Instant now) {
        if (status() == Status.DISMISSED) {
            return false;
        }
        requireOpen();
        close(Status.DISMISSED, visitorTurn, now);
        return true;
    }

    void expired(int visitorTurn, Instant now) {
        requireOpen();
        close(Status.EXPIRED, visitorTurn, now);
    }

    /** Refuses if the form is submitted or dismissed. An expired one is only late: what a visitor sends is not lost. */
    void requireSubmittable() {
        if (status() != Status.EXPIRED) {
            requireOpen();
        }
    }

    /** Refuses if the form is submitted, dismissed or expired. */
    void requireOpen() {
        if (!status().open()) {
            throw Refusal.of(Refusal.Kind.FORM_CLOSED, "This form is already " + status().wireName() + ".");
        }
    }

    private void close(Status last, int visitorTurn, Instant now) {
        status = last.name();
        closedAt = now;
        closedAtTurn = visitorTurn;
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

    UUID conversationId() {
        return conversationId;
    }

    UUID visitorId() {
        return visitorId;
    }

    UUID actionId() {
        return actionId;
    }

    Status status() {
        return Status.valueOf(status);
    }

    /** What the visitor is asked: the action's fields without those known, in its order. */
    List<FormField> fields() {
        return fields.stream()
                .filter(field -> !knownValues.containsKey(field.name()))
                .toList();
    }

    /** What stands in an input beforehand, null if nothing does; a closed form shows nothing. */
    @Nullable String prefilled(String field) {
        return status().open() ? prefilledValues.get(field) : null;
    }

    /** The values of the form's lead: those typed and those known before, in the action's order. */
    Map<String, String> completed(Map<String, String> typed) {
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var value = typed.getOrDefault(field.name(), knownValues.get(field.name()));
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    /** What consent is asked for, null if none. */
    @Nullable ConsentRequest consent() {
        return consent;
    }

    String successMessage() {
        return successMessage;
    }

    /** What to say after a dismissal, null if nothing. */
    @Nullable String dismissMessage() {
        return dismissMessage.isBlank() ? null : dismissMessage;
    }

    Instant offeredAt() {
        return offeredAt;
    }

    int offeredAtTurn() {
        return offeredAtTurn;
    }

    @Nullable Instant closedAt() {
        return closedAt;
    }

    int closedAtTurn() {
        return closedAtTurn;
    }
}
