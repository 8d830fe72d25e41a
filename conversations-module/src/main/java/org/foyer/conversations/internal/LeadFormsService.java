package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.LeadForms;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class LeadFormsService implements LeadForms {
    private static final List<String> PROGRESS = List.of("seen", "started", "field_completed", "field_error");
    private static final String FALLBACK_REGION = "US";

    private LeadFormRepository forms;
    private ConversationRepository conversations;
    private LeadRepository leads;
    private Agents agents;
    private Tallies tallies;
    private Feed feed;
    private Event<ConversationsEvent> events;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LeadFormsService() {}

    @Inject
    LeadFormsService(
            LeadFormRepository forms,
            ConversationRepository conversations,
            LeadRepository leads,
            Agents agents,
            Tallies tallies,
            Feed feed,
            Event<ConversationsEvent> events,
            Clock clock) {
        this.forms = forms;
        this.conversations = conversations;
        this.leads = leads;
        this.agents = agents;
        this.tallies = tallies;
        this.feed = feed;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void progress(VisitorIdentity visitor, UUID formId, Map<String, Object> body) {
        var place = locked(visitor, formId);
        var form = place.form();
        form.requireOpen();
        var document = Document.of(body);
        var event = document.oneOf("event", PROGRESS);
        var field = document.text("field", 60);
        if (document.raw("event") == null) {
            document.violation("event", "is required");
        }
        checkField(document, form, event, field);
        document.finish();

        var now = clock.instant();
        var before = form.status();
        var seenBefore = form.wasSeen();
        var startedBefore = form.wasStarted();
        if ("seen".equals(event)) {
            form.seen(now);
        } else {
            form.started(now);
        }
        if (form.status() != before) {
            tell(FeedKind.MESSAGE_UPDATED, form, form.id());
        }
        tallies.progressed(form, seenBefore, startedBefore, place.conversation(), now);
        if (field != null && LeadFormEvent.FIELD_COMPLETED.equals(event)) {
            tallies.fieldCompleted(form, field, place.conversation(), now);
        } else if (field != null && LeadFormEvent.FIELD_ERROR.equals(event)) {
            tallies.fieldFailed(form, field, place.conversation(), now);
        }
    }

    private static void checkField(Document document, LeadForm form, @Nullable String event, @Nullable String field) {
        var aboutField = event != null && event.startsWith("field_");
        if (field == null) {
            if (aboutField && document.raw("field") == null) {
                document.violation("field", "is required with " + event);
            }
        } else if (form.fields().stream().noneMatch(asked -> asked.name().equals(field))) {
            document.violation("field", "is not a field of this form");
        }
    }

    @Override
    @Transactional
    public Submission submit(VisitorIdentity visitor, UUID formId, Map<String, Object> body) {
        var place = locked(visitor, formId);
        var form = place.form();
        if (form.status() == LeadForm.Status.SUBMITTED) {
            var lead = leads.idOfForm(formId)
                    .orElseThrow(() -> Refusal.of(Refusal.Kind.FORM_CLOSED, "The lead of this form was deleted."));
            return new Submission(lead, form.successMessage(), true);
        }
        form.requireSubmittable();
        var document = Document.of(body);
        var values = read(document, form);
        var consent = consent(document, form);
        var honeypot = document.lines("website", 2000);
        document.finish();

        var now = clock.instant();
        var conversation = place.conversation();
        var lead = Lead.submitted(form, values, conversation.source(), consent, now);
        // people don't see this input; what filled it in is kept, but nobody is told of it
        var spam = honeypot != null && !honeypot.isBlank();
        // before it is added: Hibernate inserts what it is given then, and would update the rest
        if (spam) {
            lead.marked(Lead.Status.SPAM, now);
        } else {
            lead.announced();
        }
        leads.add(lead);
        conversations.index(conversation, lead);
        var expiredAt = form.status() == LeadForm.Status.EXPIRED ? form.closedAt() : null;
        form.submitted(conversation.visitorTurns(), now);
        tallies.submitted(form, expiredAt, conversation, now);
        tell(FeedKind.MESSAGE_UPDATED, form, form.id());
        say(conversation, form.successMessage(), now);
        if (!spam) {
            tallies.counts(lead);
            events.fire(lead.event(conversations.userOf(conversation)));
            tell(FeedKind.LEAD_CREATED, form, lead.id());
        }
        return new Submission(lead.id(), form.successMessage(), false);
    }

    private static @Nullable Boolean consent(Document document, LeadForm form) {
        var asked = form.consent();
        var given = document.flag("consent");
        var wrongType = given == null && document.raw("consent") != null;
        if (asked != null && asked.required() && !Boolean.TRUE.equals(given) && !wrongType) {
            document.violation("consent", "is required");
        }
        return given;
    }

    private Map<String, String> read(Document document, LeadForm form) {
        var region = agents.find(form.agentId()).map(AgentView::defaultRegion).orElse(FALLBACK_REGION);
        var given = document.object("fields");
        if (given == null) {
            if (!document.faulty()) {
                document.violation("fields", "is required");
            }
            return Map.of();
        }
        var values = form.completed(new FieldValues(region).read(form.fields(), given));
        if (values.isEmpty() && !document.faulty()) {
            document.violation("fields", "must have at least one value");
        }
        return values;
    }

    @Override
    @Transactional
    public @Nullable String dismiss(VisitorIdentity visitor, UUID formId) {
        var place = locked(visitor, formId);
        var form = place.form();
        var now = clock.instant();
        var conversation = place.conversation();
        if (form.dismissed(conversation.visitorTurns(), now)) {
            tallies.dismissed(form, conversation, now);
            tell(FeedKind.MESSAGE_UPDATED, form, form.id());
            say(conversation, form.dismissMessage(), now);
        }
        return form.dismissMessage();
    }

    private void say(Conversation conversation, @Nullable String text, Instant now) {
        // while the team has taken over, only the one who pressed the button is told, and the agent says nothing
        if (text != null && !text.isBlank() && conversation.agentReplies()) {
            var message = conversation.agentSays(List.of(Message.Part.text(text)), now);
            conversations.append(conversation, message);
            feed.add(conversation.workspaceId(), FeedKind.MESSAGE_CREATED, conversation.id(), message.id());
        }
    }

    private void tell(FeedKind kind, LeadForm form, UUID subjectId) {
        feed.add(form.workspaceId(), kind, form.conversationId(), subjectId);
    }

    /** A visitor's form with its conversation, whose row is locked: of two submissions one waits for the other. */
    private Place locked(VisitorIdentity visitor, UUID formId) {
        return forms.conversationOf(formId, visitor.visitorId())
                .flatMap(conversation -> conversations.lock(conversation, visitor.visitorId()))
                .map(conversation -> new Place(forms.get(formId), conversation))
                .orElseThrow(() -> Refusal.notFound("lead form"));
    }

    private record Place(LeadForm form, Conversation conversation) {}
}
