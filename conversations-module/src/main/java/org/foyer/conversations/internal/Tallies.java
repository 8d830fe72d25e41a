package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is counted, in the transaction in which it happens: the event of a form's life that is the truth, and
 * the entry that takes it into the tallies.
 */
@ApplicationScoped
class Tallies {
    private ConversationRepository conversations;
    private LeadFormRepository forms;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Tallies() {}

    @Inject
    Tallies(ConversationRepository conversations, LeadFormRepository forms) {
        this.conversations = conversations;
        this.forms = forms;
    }

    /** A conversation began. */
    void began(Conversation conversation) {
        conversations.add(new Touch(conversation.id(), conversation.workspaceId(), conversation.source()));
        conversation.firstTouched(
                conversations.firstTouchOf(conversation.visitorId()).orElse(conversation.id()));
        count(conversation, Metric.CONVERSATIONS, 1, "", conversation.createdAt());
    }

    void offered(LeadForm form, Conversation conversation) {
        happened(form, conversation, Metric.OFFERED, form.offeredAt());
    }

    /**
     * The visitor got on with a form.
     *
     * @param seenBefore whether it had been seen; likewise started
     */
    void progressed(LeadForm form, boolean seenBefore, boolean startedBefore, Conversation conversation, Instant now) {
        if (!seenBefore) {
            happened(form, conversation, Metric.SEEN, now);
        }
        if (!startedBefore && form.wasStarted()) {
            happened(form, conversation, Metric.STARTED, now);
        }
    }

    void fieldCompleted(LeadForm form, String field, Conversation conversation, Instant now) {
        forms.add(new LeadFormEvent(form, LeadFormEvent.FIELD_COMPLETED, field, null, now));
        count(conversation, Metric.COMPLETED, 1, field, now);
    }

    void fieldFailed(LeadForm form, String field, Conversation conversation, Instant now) {
        forms.add(new LeadFormEvent(form, LeadFormEvent.FIELD_ERROR, field, null, now));
        count(conversation, Metric.FAILED, 1, field, now);
    }

    /**
     * The form was submitted.
     *
     * @param expiredAt when it had expired, null if it was open: late is submitted, and takes the expiry back
     */
    void submitted(LeadForm form, @Nullable Instant expiredAt, Conversation conversation, Instant now) {
        if (expiredAt != null) {
            forms.add(new LeadFormEvent(form, LeadFormEvent.EXPIRY_TAKEN_BACK, null, null, expiredAt));
            count(conversation, Metric.EXPIRED, -1, "", expiredAt);
        }
        var seconds = (int) Math.min(
                Integer.MAX_VALUE,
                Duration.between(form.offeredAt(), now).plusMillis(500).toSeconds());
        forms.add(new LeadFormEvent(form, wireName(Metric.SUBMITTED), null, seconds, now));
        count(conversation, Metric.SUBMITTED, 1, String.valueOf(seconds), now);
    }

    void dismissed(LeadForm form, Conversation conversation, Instant now) {
        happened(form, conversation, Metric.DISMISSED, now);
    }

    void expired(LeadForm form, Conversation conversation, Instant now) {
        happened(form, conversation, Metric.EXPIRED, now);
    }

    /** A lead that is no spam is there. */
    void counts(Lead lead) {
        count(lead, 1);
    }

    /** A lead that was counted is gone, or turned out to be spam. */
    void countsNoMore(Lead lead) {
        count(lead, -1);
    }

    private void count(Lead lead, int delta) {
        var conversationId = lead.conversationId();
        var firstTouch = conversationId == null
                ? null
                : conversations.find(conversationId).map(Conversation::firstTouchId);
        conversations.add(new TallyEntry(
                lead.workspaceId(),
                lead.agentId(),
                Metric.LEADS,
                delta,
                "",
                lead.createdAt(),
                conversationId,
                firstTouch == null ? null : firstTouch.orElse(conversationId)));
    }

    private void happened(LeadForm form, Conversation conversation, Metric metric, Instant at) {
        forms.add(new LeadFormEvent(form, wireName(metric), null, null, at));
        count(conversation, metric, 1, "", at);
    }

    private static String wireName(Metric metric) {
        return metric.column();
    }

    private void count(Conversation conversation, Metric metric, int delta, String item, Instant at) {
        UUID touch = conversation.id();
        conversations.add(new TallyEntry(
                conversation.workspaceId(),
                conversation.agentId(),
                metric,
                delta,
                item,
                at,
                touch,
                conversation.firstTouchId()));
    }
}
