package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.conversations.TrialDecision;
import org.foyer.contracts.conversations.Trials;
import org.foyer.platform.document.Document;

@ApplicationScoped
class TrialsService implements Trials {
    private static final int MAX_MESSAGES = 200;
    private static final int MAX_TEXT = 8000;
    private static final List<String> AUTHORS = List.of("visitor", "agent", "member");

    private ConversationsSettings settings;
    private Clock clock;
    private EmbeddedReplyEngine engine;
    private MessageRules rules;
    private Knowledge knowledge;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected TrialsService() {}

    @Inject
    TrialsService(
            EmbeddedReplyEngine engine,
            MessageRules rules,
            Knowledge knowledge,
            ConversationsSettings settings,
            Clock clock) {
        this.engine = engine;
        this.rules = rules;
        this.knowledge = knowledge;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<TrialDecision> tryOut(ActionView action, LeadCollection form, Map<String, Object> body) {
        var document = Document.of(body);
        var messages = messages(document);
        var conversation = conversation(document);
        if (!document.faulty() && document.has("messages") == document.has("conversation")) {
            document.violation("messages", "is required, unless there is a conversation");
        }
        document.finish();

        var choice = new OfferChoice(enabled(action), form);
        if (document.has("conversation")) {
            return trial(choice).of(conversation);
        }
        return messages.stream()
                .flatMap(text -> trial(choice).of(List.of(new TranscriptEntry("visitor", text))).stream())
                .toList();
    }

    private Trial trial(OfferChoice choice) {
        var agent = choice.action().agentId();
        return new Trial(
                choice,
                engine,
                text -> knowledge.find(agent, text).stream().map(Replies::hit).toList(),
                rules,
                new OfferPolicy(settings.offerLimits()),
                clock.instant());
    }

    private static ActionView enabled(ActionView action) {
        return new ActionView(
                action.id(),
                action.agentId(),
                action.kind(),
                action.name(),
                action.description(),
                action.mode(),
                true,
                action.sensitivity(),
                action.offerExamples(),
                action.dontOfferExamples(),
                action.properties(),
                action.createdAt(),
                action.updatedAt());
    }

    private static List<String> messages(Document document) {
        var list = document.list("messages", MAX_MESSAGES);
        var texts = new ArrayList<String>();
        for (int i = 0; list != null && i < list.size(); i++) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put(String.valueOf(i), list.get(i));
            texts.add(document.nested("messages", entry).requiredLines(String.valueOf(i), MAX_TEXT));
        }
        return texts;
    }

    private static List<TranscriptEntry> conversation(Document document) {
        var list = document.list("conversation", MAX_MESSAGES);
        var entries = new ArrayList<TranscriptEntry>();
        for (int i = 0; list != null && i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map) {
                var entry = document.nested("conversation/" + i, map);
                var author = entry.oneOf("author", AUTHORS);
                if (author == null) {
                    entry.violation("author", "must be one of " + String.join(", ", AUTHORS));
                }
                entries.add(new TranscriptEntry(
                        author == null ? "visitor" : author, entry.requiredLines("text", MAX_TEXT)));
                entry.finishNested();
            } else {
                document.violation("conversation/" + i, "must be an object with author and text");
            }
        }
        return entries;
    }

    static String wireName(Offer offer) {
        return offer.name().toLowerCase(Locale.ROOT);
    }
}
