package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.actions.KnowledgeMatch;
import org.foyer.contracts.actions.LanguageModels;
import org.foyer.contracts.actions.ModelEndpoint;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.LeadFormOffered;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of a turn: asks the engine, lets the {@link OfferPolicy} decide, and says and shows what was decided.
 * Runs under the lock on the conversation, so no two forms are ever offered at once.
 */
@ApplicationScoped
class Replies {
    private static final String COLLECT_LEADS = "collect_leads";
    private static final int HISTORY = 40;

    private ConversationRepository conversations;
    private LeadFormRepository forms;
    private LeadRepository leads;
    private UnansweredQuestionRepository questions;
    private Actions actions;
    private Knowledge knowledge;
    private ConversationsSettings settings;
    private Feed feed;
    private Tallies tallies;
    private Event<ConversationsEvent> events;
    private Clock clock;

    private EmbeddedReplyEngine engine;
    private LanguageModels models;
    private ModelCalls calls;
    private MessageRules rules;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Replies() {}

    @Inject
    Replies(
            ConversationRepository conversations,
            LeadFormRepository forms,
            LeadRepository leads,
            UnansweredQuestionRepository questions,
            Actions actions,
            Knowledge knowledge,
            EmbeddedReplyEngine engine,
            LanguageModels models,
            ModelCalls calls,
            MessageRules rules,
            ConversationsSettings settings,
            Feed feed,
            Tallies tallies,
            Event<ConversationsEvent> events,
            Clock clock) {
        this.conversations = conversations;
        this.forms = forms;
        this.leads = leads;
        this.questions = questions;
        this.actions = actions;
        this.knowledge = knowledge;
        this.engine = engine;
        this.models = models;
        this.calls = calls;
        this.rules = rules;
        this.settings = settings;
        this.feed = feed;
        this.tallies = tallies;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks whether a language model is to be asked for the reply to a text, and gathers what it is asked with. It is not
     * where the policy has words of its own, whatever an engine says: on a refusal, and on an answer to a question.
     */
    Optional<Chat.Thinking> prepare(Conversation conversation, Visitor visitor, AgentView agent, String text) {
        var endpoint = models.endpointOf(agent.id());
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        var hits = rules.match(text);
        var history = history(conversation, conversation.messageCount());
        var facts = facts(conversation, visitor, agent, typed(history, text, agent), clock.instant());
        var pending = facts.pending();
        if (hits.refuses()
                || pending != null
                        && hits.answer() != Answer.NONE
                        && pending.askedAtTurn() == conversation.visitorTurns()) {
            return Optional.empty();
        }
        var turn = turn(agent, facts, history, text, known(agent, text));
        return Optional.of(tokens -> think(turn, agent, endpoint.get(), tokens));
    }

    /** Waits for the model: nothing of the database may be held meanwhile. */
    private EngineThought think(Turn turn, AgentView agent, ModelEndpoint endpoint, Consumer<String> tokens) {
        var embedded = engine.reply(turn);
        var model = new LlmReplyEngine(calls, endpoint, agent, embedded, tokens);
        try {
            return new EngineThought(model.name(), model.reply(turn), null);
        } catch (ModelFailure failure) {
            return new EngineThought(
                    engine.name(),
                    embedded,
                    "Fallback: " + failure.outcome().sentence() + " The embedded engine answered instead.");
        }
    }

    /**
     * Answers a visitor's message that was just added to the conversation.
     *
     * @param thought what {@link #prepare} led to; null: the embedded engine answers
     */
    Message toMessage(
            Conversation conversation,
            Visitor visitor,
            AgentView agent,
            Message message,
            Chat.@Nullable Thought thought) {
        var hits = thought == null ? known(agent, message.text()) : List.<KnowledgeHit>of();
        return answer(conversation, visitor, agent, message, hits, thought);
    }

    /** Answers a choice that was taken: with the entry it names, as it is worded now. */
    Message toChoice(
            Conversation conversation, Visitor visitor, AgentView agent, Message message, Message.Choice choice) {
        var entry = knowledge.entry(agent.id(), choice.id()).map(Replies::hit);
        return answer(conversation, visitor, agent, message, entry.stream().toList(), null);
    }

    private List<KnowledgeHit> known(AgentView agent, String text) {
        return knowledge.find(agent.id(), text).stream().map(Replies::hit).toList();
    }

    static KnowledgeHit hit(KnowledgeMatch match) {
        return new KnowledgeHit(match.entryId(), match.title(), match.text(), match.score());
    }

    private Message answer(
            Conversation conversation,
            Visitor visitor,
            AgentView agent,
            Message message,
            List<KnowledgeHit> hits,
            Chat.@Nullable Thought thought) {
        var now = clock.instant();
        var history = history(conversation, message.position());
        var facts = facts(conversation, visitor, agent, typed(history, message.text(), agent), now);
        var thoughtOut = thought instanceof EngineThought given
                ? given
                : new EngineThought(
                        engine.name(), engine.reply(turn(agent, facts, history, message.text(), hits)), null);
        var reply = thoughtOut.reply();
        var pending = facts.pending();
        var question = pending == null
                ? null
                : new OfferSituation.PendingQuestion(
                        pending.actionId(),
                        pending.askedAtTurn(),
                        rules.match(message.text()).answer(),
                        true);
        var decision = decide(conversation, visitor, facts, reply, question).explained(reply);
        if (pending != null) {
            settle(pending, decision, conversation, now);
        }
        remember(visitor, decision);
        conversations.add(new Decision(
                message,
                thoughtOut.engine(),
                decision,
                toolCall(thoughtOut, decision, facts),
                thoughtOut.failure(),
                now));
        if (reply.unanswered() && !decision.answersQuestion()) {
            questions.add(new UnansweredQuestion(conversation, message, now));
        }
        follow(conversation, facts, reply, decision);
        return say(conversation, facts, reply, decision);
    }

    /** All that the form would ask is known already, and the visitor wants to be followed up: a lead without a form. */
    private void follow(Conversation conversation, Facts facts, EngineReply reply, OfferDecision decision) {
        var wanted = reply.proposals().isEmpty() || reply.proposals().stream().anyMatch(Proposal::explicitRequest);
        var collection =
                facts.choice(decision.actionId()).map(OfferChoice::collection).orElse(null);
        if (decision.rule() != OfferRule.ALL_KNOWN || !wanted || collection == null) {
            return;
        }
        var consent = collection.consent();
        if (consent != null && consent.required()) {
            return; // what was known was agreed to for another purpose, or not at all
        }
        var values = new LinkedHashMap<String, String>();
        for (var field : collection.fields()) {
            var value = facts.known().get(field.name());
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        var present = leads.ofConversation(conversation.id(), conversation.workspaceId());
        if (present.stream().anyMatch(lead -> lead.fields().equals(values))) {
            return;
        }
        var lead = Lead.confirmed(conversation, values, facts.now());
        leads.add(lead);
        conversations.index(conversation, lead);
        tallies.counts(lead);
        events.fire(lead.event(conversations.userOf(conversation)));
        feed.add(conversation.workspaceId(), FeedKind.LEAD_CREATED, conversation.id(), lead.id());
    }

    /** Leaves a visitor's message to the team, and says why. */
    void leave(Message message) {
        var decision = new OfferDecision(
                Offer.NONE,
                null,
                List.of(),
                OfferRule.TAKEN_OVER,
                "The team has taken the conversation over; the agent is silent.",
                0,
                null,
                null);
        conversations.add(new Decision(message, engine.name(), decision, null, null, clock.instant()));
    }

    /** The tool that was called for what was decided on, else for what else was proposed. */
    private static @Nullable String toolCall(EngineThought thought, OfferDecision decision, Facts facts) {
        if (!thought.engine().equals(LlmReplyEngine.NAME)) {
            return null;
        }
        var called =
                thought.reply().proposals().stream().map(Proposal::actionId).toList();
        return facts.choices().stream()
                .map(OfferChoice::action)
                .filter(action -> called.contains(action.id()))
                .sorted(Comparator.comparing(action -> !action.id().equals(decision.actionId())))
                .map(ActionView::name)
                .findFirst()
                .orElse(null);
    }

    /**
     * Answers a pressed yes or no. While the team has taken over, yes still brings the form that was asked about; no is
     * heard in silence.
     */
    @Nullable Message toAnswer(
            Conversation conversation, Visitor visitor, AgentView agent, Confirmation confirmation, boolean yes) {
        var now = clock.instant();
        var said = conversations.messages(
                conversation.id(), Math.max(0, conversation.messageCount() - HISTORY), conversation.messageCount());
        var facts = facts(conversation, visitor, agent, typed(entries(said), "", agent), now);
        var question = new OfferSituation.PendingQuestion(
                confirmation.actionId(), confirmation.askedAtTurn(), yes ? Answer.YES : Answer.NO, false);
        answered(confirmation, yes, conversation, now);
        var reply = new EngineReply(ReplyWording.UNKNOWN, List.of(), RefusalKind.NONE);
        var decision = decide(conversation, visitor, facts, reply, question);
        remember(visitor, decision);
        follow(conversation, facts, reply, decision);
        if (!conversation.agentReplies() && decision.offer() != Offer.FORM) {
            return null;
        }
        return say(conversation, facts, reply, decision);
    }

    private OfferDecision decide(
            Conversation conversation,
            Visitor visitor,
            Facts facts,
            EngineReply reply,
            OfferSituation.@Nullable PendingQuestion question) {
        var now = facts.now();
        var limits = settings.offerLimits();
        return new OfferPolicy(limits)
                .decide(new OfferSituation(
                        facts.choices().stream()
                                .map(choice -> choice.state(reply))
                                .toList(),
                        conversation.visitorTurns(),
                        now,
                        reply.refusal(),
                        visitor.declined(),
                        question,
                        pastOffers(conversation, facts),
                        forms.offersSince(visitor.id(), now.minus(limits.visitorWindow())),
                        facts.known().keySet()));
    }

    // A form left lying for long gives way to another; a visitor who still sends it is late, not refused.
    private List<OfferSituation.PastOffer> pastOffers(Conversation conversation, Facts facts) {
        var now = facts.now();
        var past = new ArrayList<OfferSituation.PastOffer>();
        for (var form : forms.ofConversation(conversation.id())) {
            if (form.status().open()
                    && form.offeredAt().plus(settings.formLifetime()).isBefore(now)) {
                form.expired(conversation.visitorTurns(), now);
                tallies.expired(form, conversation, now);
                feed.add(conversation.workspaceId(), FeedKind.MESSAGE_UPDATED, conversation.id(), form.id());
            }
            past.add(past(form));
        }
        for (var question : facts.questions()) {
            past.add(past(question));
        }
        return past;
    }

    private static OfferSituation.PastOffer past(LeadForm form) {
        var closedAt = form.closedAt();
        if (closedAt == null) {
            return OfferSituation.PastOffer.open(Offer.FORM, form.offeredAtTurn());
        }
        var outcome =
                switch (form.status()) {
                    case SUBMITTED -> OfferSituation.Outcome.SUBMITTED;
                    case DISMISSED -> OfferSituation.Outcome.DISMISSED;
                    default -> OfferSituation.Outcome.EXPIRED;
                };
        return OfferSituation.PastOffer.closed(
                Offer.FORM, outcome, form.offeredAtTurn(), closedAt, form.closedAtTurn());
    }

    private static OfferSituation.PastOffer past(Confirmation question) {
        var closedAt = question.closedAt();
        if (closedAt == null) {
            return OfferSituation.PastOffer.open(Offer.QUESTION, question.askedAtTurn());
        }
        var outcome = question.status() == Confirmation.Status.ACCEPTED
                ? OfferSituation.Outcome.ACCEPTED
                : OfferSituation.Outcome.DISMISSED;
        return OfferSituation.PastOffer.closed(
                Offer.QUESTION, outcome, question.askedAtTurn(), closedAt, question.closedAtTurn());
    }

    private void settle(Confirmation question, OfferDecision decision, Conversation conversation, Instant now) {
        if (decision.rule() == OfferRule.ACCEPTED) {
            answered(question, true, conversation, now);
        } else if (decision.rule() == OfferRule.ANSWERED_NO || decision.rule() == OfferRule.REFUSED_NOW) {
            answered(question, false, conversation, now);
        }
    }

    private void answered(Confirmation question, boolean yes, Conversation conversation, Instant now) {
        question.answered(yes, conversation, now);
        feed.add(conversation.workspaceId(), FeedKind.MESSAGE_UPDATED, conversation.id(), question.id());
    }

    private static void remember(Visitor visitor, OfferDecision decision) {
        if (decision.recordsRefusal()) {
            visitor.declines();
        } else if (decision.liftsRefusal()) {
            visitor.agrees();
        }
    }

    private Message say(Conversation conversation, Facts facts, EngineReply reply, OfferDecision decision) {
        var now = facts.now();
        var text = ReplyWording.of(reply, decision);
        var parts = new ArrayList<Message.Part>();
        var choice = facts.choice(decision.actionId()).orElse(null);
        var answer = reply.answer();
        if (answer != null && !reply.choices().isEmpty() && ReplyWording.answersToo(reply, decision)) {
            parts.add(Message.Part.choices(answer, reply.choices()));
        } else if (answer != null && decision.offer() == Offer.QUESTION) {
            parts.add(Message.Part.text(answer));
        }
        if (decision.offer() == Offer.QUESTION && choice != null) {
            var question = new Confirmation(conversation, choice.action().id(), text, now);
            conversations.add(question);
            parts.add(Message.Part.confirmation(question));
        } else if (parts.isEmpty() || !text.equals(answer)) {
            parts.add(Message.Part.text(text));
        }
        if (decision.offer() == Offer.FORM && choice != null) {
            parts.add(Message.Part.form(offer(conversation, choice, facts, decision.fieldsToAsk())));
        }
        var message = conversation.agentSays(parts, now);
        conversations.append(conversation, message);
        feed.add(conversation.workspaceId(), FeedKind.MESSAGE_CREATED, conversation.id(), message.id());
        return message;
    }

    private LeadForm offer(Conversation conversation, OfferChoice choice, Facts facts, List<String> ask) {
        var now = facts.now();
        var known = new LinkedHashMap<String, String>();
        var values = facts.known();
        choice.collection().fields().stream()
                .map(FormField::name)
                .filter(name -> !ask.contains(name) && values.containsKey(name))
                .forEach(name -> known.put(name, Objects.requireNonNull(values.get(name))));
        var typed = new LinkedHashMap<>(facts.typed());
        typed.keySet().retainAll(ask);
        var form = new LeadForm(conversation, choice.action().id(), choice.collection(), known, typed, now);
        forms.add(form);
        tallies.offered(form, conversation);
        events.fire(new LeadFormOffered(
                Ids.next(), form.workspaceId(), form.agentId(), conversation.id(), form.id(), form.actionId(), now));
        return form;
    }

    private static Turn turn(
            AgentView agent, Facts facts, List<TranscriptEntry> history, String text, List<KnowledgeHit> hits) {
        return new Turn(
                agent.name(),
                agent.locale(),
                facts.choices().stream().map(OfferChoice::offerable).toList(),
                history,
                text,
                hits);
    }

    private List<TranscriptEntry> history(Conversation conversation, int until) {
        return entries(conversations.messages(conversation.id(), Math.max(0, until - HISTORY), until));
    }

    private static List<TranscriptEntry> entries(List<Message> messages) {
        return messages.stream()
                .map(message -> new TranscriptEntry(message.author().wireName(), message.text()))
                .toList();
    }

    /** What the visitor told of themselves in so many words, oldest first. */
    private static Map<String, String> typed(List<TranscriptEntry> history, String newest, AgentView agent) {
        var texts = new ArrayList<String>();
        history.stream()
                .filter(entry -> entry.author().equals(Message.Author.VISITOR.wireName()))
                .forEach(entry -> texts.add(entry.text()));
        texts.add(newest);
        return TypedDetails.in(texts, agent.defaultRegion());
    }

    private Facts facts(
            Conversation conversation, Visitor visitor, AgentView agent, Map<String, String> typed, Instant now) {
        return new Facts(
                choices(agent.id()), known(visitor), typed, conversations.confirmations(conversation.id()), now);
    }

    // What the site said of a person who proved to be theirs counts for more than what was typed.
    private Map<String, String> known(Visitor visitor) {
        var known = new LinkedHashMap<>(leads.valuesOfVisitor(visitor.id()));
        known.putAll(visitor.known());
        return known;
    }

    /**
     * What a turn is decided on, read once at its beginning.
     *
     * @param known what the visitor has left so far, by field
     * @param typed what they told of themselves in the chat, by field
     * @param questions all that were asked in the conversation, oldest first
     */
    private record Facts(
            List<OfferChoice> choices,
            Map<String, String> known,
            Map<String, String> typed,
            List<Confirmation> questions,
            Instant now) {
        Optional<OfferChoice> choice(@Nullable UUID actionId) {
            return choices.stream()
                    .filter(candidate -> candidate.action().id().equals(actionId))
                    .findFirst();
        }

        @Nullable Confirmation pending() {
            return questions.stream()
                    .filter(question -> question.status() == Confirmation.Status.PENDING)
                    .reduce((first, second) -> second)
                    .orElse(null);
        }
    }

    private List<OfferChoice> choices(UUID agentId) {
        return actions.enabled(agentId).stream()
                .filter(action -> action.kind().equals(COLLECT_LEADS))
                .map(action -> new OfferChoice(action, actions.leadCollection(action)))
                .toList();
    }
}
