package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.LiveEntry;
import org.foyer.contracts.conversations.LiveEvent;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.contracts.conversations.LivePlace;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.PartView;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class LiveFeedService implements LiveFeed {
    private static final int FORGOTTEN_AT_ONCE = 1000;

    private FeedRepository feed;
    private ConversationRepository conversations;
    private LeadRepository leads;
    private Transcripts transcripts;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LiveFeedService() {}

    @Inject
    LiveFeedService(
            FeedRepository feed,
            ConversationRepository conversations,
            LeadRepository leads,
            Transcripts transcripts,
            Clock clock) {
        this.feed = feed;
        this.conversations = conversations;
        this.leads = leads;
        this.transcripts = transcripts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public LivePlace now() {
        if (feed.hasUnnumbered()) {
            feed.number();
        }
        return new LivePlace(feed.cursor().batch() + 1, 0);
    }

    @Override
    @Transactional
    public boolean reachesBackTo(LivePlace place) {
        var cursor = feed.cursor();
        return place.batch() > cursor.forgotten() && place.batch() <= cursor.batch() + 1;
    }

    @Override
    @Transactional
    public boolean number() {
        var any = feed.hasUnnumbered();
        if (any) {
            feed.number();
        }
        return any;
    }

    @Override
    @Transactional
    public List<LiveEntry> after(LivePlace place, int limit) {
        return entries(feed.after(place, limit));
    }

    @Override
    @Transactional
    public List<LiveEntry> ofWorkspace(UUID workspaceId, LivePlace place, int limit) {
        return entries(feed.ofWorkspace(workspaceId, place, limit));
    }

    @Override
    @Transactional
    public List<LiveEntry> ofConversation(UUID conversationId, LivePlace place, int limit) {
        return entries(feed.ofConversation(conversationId, FeedKind.OF_VISITORS, place, limit));
    }

    private static List<LiveEntry> entries(List<FeedEntry> rows) {
        return rows.stream().map(FeedEntry::entry).toList();
    }

    @Override
    @Transactional
    public List<LiveEvent> events(List<LiveEntry> entries) {
        var agents = conversations.agentsOf(ids(entries, LiveEntry::conversationId));
        var views = new Views(entries);
        var events = new ArrayList<LiveEvent>();
        for (var entry : entries) {
            var subject = views.subject(entry);
            var agentId = subject instanceof LiveEvent.OfLead of
                    ? of.lead().agentId()
                    : entry.conversationId() == null ? null : agents.get(entry.conversationId());
            if (subject != null && agentId != null) {
                events.add(new LiveEvent(entry, agentId, subject));
            }
        }
        return events;
    }

    private static Set<UUID> ids(List<LiveEntry> entries, Function<LiveEntry, @Nullable UUID> id) {
        return entries.stream().map(id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static List<LiveEntry> of(FeedKind kind, List<LiveEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.name().equals(kind.wireName()))
                .toList();
    }

    /** What many entries are about, read by few queries. */
    private final class Views {
        private final Map<UUID, MessageView> messages = new HashMap<>();

        /** By the form or question in it. */
        private final Map<UUID, MessageView> changed = new HashMap<>();

        private final Map<UUID, LeadView> leadsById;

        Views(List<LiveEntry> entries) {
            var rows = new HashSet<>(
                    conversations.messages(ids(of(FeedKind.MESSAGE_CREATED, entries), LiveEntry::subjectId)));
            rows.addAll(conversations.askingMessages(
                    ids(of(FeedKind.MESSAGE_UPDATED, entries), LiveEntry::conversationId)));
            rows.stream()
                    .collect(Collectors.groupingBy(Message::conversationId))
                    .forEach((conversation, theirs) -> {
                        for (var view : transcripts.views(conversation, theirs)) {
                            messages.put(view.id(), view);
                            view.parts().forEach(part -> {
                                if (part instanceof PartView.Form form) {
                                    changed.put(form.form().id(), view);
                                } else if (part instanceof PartView.Confirmation question) {
                                    changed.put(question.id(), view);
                                }
                            });
                        }
                    });
            var told = new HashSet<>(ids(of(FeedKind.LEAD_CREATED, entries), LiveEntry::subjectId));
            told.addAll(ids(of(FeedKind.LEAD_UPDATED, entries), LiveEntry::subjectId));
            leadsById = leads.all(told).stream().collect(Collectors.toMap(Lead::id, Lead::view));
        }

        LiveEvent.@Nullable Subject subject(LiveEntry entry) {
            var id = entry.subjectId();
            var conversationId = entry.conversationId();
            return switch (FeedKind.ofWireName(entry.name())) {
                case MESSAGE_CREATED -> message(conversationId, messages.get(id), null);
                case MESSAGE_UPDATED -> message(conversationId, changed.get(id), id);
                case LEAD_CREATED, LEAD_UPDATED -> {
                    var lead = leadsById.get(id);
                    yield lead == null ? null : new LiveEvent.OfLead(lead);
                }
                case CONVERSATION_STARTED, CONVERSATION_UPDATED, NOTE_CREATED ->
                    conversationId == null ? null : new LiveEvent.OfConversation(conversationId, id);
            };
        }

        private static LiveEvent.@Nullable Subject message(
                @Nullable UUID conversationId, @Nullable MessageView message, @Nullable UUID changedPart) {
            return conversationId == null || message == null
                    ? null
                    : new LiveEvent.OfMessage(conversationId, message, form(message, changedPart));
        }

        private static @Nullable FormView form(MessageView message, @Nullable UUID id) {
            return message.parts().stream()
                    .filter(PartView.Form.class::isInstance)
                    .map(part -> ((PartView.Form) part).form())
                    .filter(form -> form.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    @Override
    @Transactional
    public void requireConversation(VisitorIdentity visitor, UUID conversationId) {
        if (conversations.ofVisitor(conversationId, visitor.visitorId()).isEmpty()) {
            throw Refusal.notFound("conversation");
        }
    }

    @Override
    @Transactional
    public Set<String> stillGood(Collection<String> visitorTokens) {
        var byHash =
                visitorTokens.stream().collect(Collectors.toMap(Secrets::sha256, Function.identity(), (a, b) -> a));
        var now = clock.instant();
        var good = conversations.goodTokens(byHash.keySet(), now);
        conversations.seen(conversations.visitorsOf(good), now);
        return good.stream().map(byHash::get).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    @Override
    @Transactional
    public boolean forgetSome(Instant before) {
        var oldest = feed.oldest(FORGOTTEN_AT_ONCE);
        var outdated = oldest.stream()
                .takeWhile(entry -> entry.createdAt().isBefore(before))
                .toList();
        if (outdated.isEmpty()) {
            return false;
        }
        feed.forget(outdated.get(outdated.size() - 1).place().batch());
        return outdated.size() == FORGOTTEN_AT_ONCE;
    }
}
