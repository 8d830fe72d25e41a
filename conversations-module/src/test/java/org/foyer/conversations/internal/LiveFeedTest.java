package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.EXPLICIT;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.questionIn;
import static org.foyer.conversations.internal.FakeActions.WHEN_ASKED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.foyer.contracts.conversations.LiveEntry;
import org.foyer.contracts.conversations.LiveEvent;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.contracts.conversations.LivePlace;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LiveFeedTest {
    private static final String EMAIL = "{'fields':{'email':'ana@example.com'}}";

    /** The feed of a fixture's own workspace: the databases are shared by many tests. */
    private record Reader(ConversationFixture fixture, LivePlace start) {
        static Reader of(ConversationFixture fixture) {
            return new Reader(fixture, feed(fixture, LiveFeed::now));
        }

        List<LiveEntry> entries() {
            return feed(fixture, feed -> {
                feed.number();
                return feed.ofWorkspace(fixture.workspace, start, 1000);
            });
        }

        List<String> names() {
            return entries().stream().map(LiveEntry::name).toList();
        }

        List<LiveEvent> events() {
            var entries = entries();
            return feed(fixture, feed -> feed.events(entries));
        }
    }

    private static <T> T feed(ConversationFixture fixture, Function<LiveFeed, T> call) {
        return fixture.stored(entityManager -> {
            var conversations = new ConversationRepository(entityManager);
            return call.apply(new LiveFeedService(
                    new FeedRepository(entityManager),
                    conversations,
                    new LeadRepository(entityManager),
                    new Transcripts(conversations, new LeadFormRepository(entityManager)),
                    fixture.clock));
        });
    }

    private static boolean reaches(ConversationFixture fixture, LivePlace place) {
        return feed(fixture, feed -> feed.reachesBackTo(place));
    }

    private static Set<String> good(ConversationFixture fixture, List<String> tokens) {
        return feed(fixture, feed -> feed.stillGood(tokens));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsTheWholeFlowInOrder(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var reader = Reader.of(fixture);

        var talk = fixture.aConversation();
        assertThat(reader.names()).containsExactly("conversation.started", "message.created");
        var form = talk.asksForTheForm();
        talk.tells(form, "{'event':'seen'}");
        talk.tells(form, "{'event':'seen'}");
        talk.tells(form, "{'event':'started'}");
        var submission = talk.submits(form, EMAIL);
        talk.submits(form, EMAIL);
        fixture.marks(submission.leadId(), "won");

        assertThat(reader.names())
                .as("a status told twice is told once, and so is a form sent twice")
                .containsExactly(
                        "conversation.started",
                        "message.created",
                        "message.created",
                        "message.created",
                        "message.updated",
                        "message.updated",
                        "message.updated",
                        "message.created",
                        "lead.created",
                        "lead.updated");
        assertThat(reader.entries()).extracting(LiveEntry::place).isSorted().doesNotHaveDuplicates();
        var events = reader.events();
        assertThat(events).extracting(LiveEvent::agentId).containsOnly(fixture.agent.id());
        assertThat(messages(events).stream().distinct().toList())
                .as("each as it is now, in the order of the transcript")
                .isEqualTo(talk.history());
        assertThat(events.get(4).subject())
                .isInstanceOfSatisfying(
                        LiveEvent.OfMessage.class,
                        of -> assertThat(of.changedForm()).isNotNull().satisfies(changed -> {
                            assertThat(changed.id()).isEqualTo(form.id());
                            assertThat(changed.status()).isEqualTo("submitted");
                        }));
        assertThat(events.get(9).subject()).isEqualTo(new LiveEvent.OfLead(fixture.lead(submission.leadId())));
    }

    private static List<MessageView> messages(List<LiveEvent> events) {
        return events.stream()
                .map(LiveEvent::subject)
                .filter(LiveEvent.OfMessage.class::isInstance)
                .map(of -> ((LiveEvent.OfMessage) of).message())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOfDismissalsAnswersAndReopening(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        var reader = Reader.of(fixture);

        var offer = talk.answers(question, true).get(0);
        var form = ConversationFixture.formIn(offer);
        talk.dismisses(form);
        talk.dismisses(form);

        assertThat(reader.names())
                .as("a question answered, its form, the form dismissed once, and what is said to that")
                .containsExactly("message.updated", "message.created", "message.updated", "message.created");
        assertThat(reader.entries())
                .extracting(LiveEntry::subjectId)
                .containsExactly(
                        question.id(), offer.id(), form.id(), talk.lastMessage().id());
        assertThat(reader.events().get(0).subject()).isInstanceOfSatisfying(LiveEvent.OfMessage.class, of -> {
            assertThat(of.changedForm()).isNull();
            assertThat(questionIn(of.message()).status()).isEqualTo("accepted");
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOfLeadsCapturedAndOfSpamOnlyOnceItIsNone(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var reader = Reader.of(fixture);
        fixture.captured("{'email':'api@example.com'}");
        assertThat(reader.names()).containsExactly("lead.created");

        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        reader = Reader.of(fixture);
        var spam = talk.submits(form, "{'fields':{'email':'a@example.com'},'website':'http://spam.example'}");
        assertThat(reader.names()).doesNotContain("lead.created").contains("message.updated");
        fixture.marks(spam.leadId(), "new");
        fixture.marks(spam.leadId(), "won");
        assertThat(reader.names()).endsWith("lead.created", "lead.updated");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsNothingOfWhatWasRolledBackOrIsGone(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var reader = Reader.of(fixture);
        assertRefused(
                Refusal.Kind.INVALID,
                () -> fixture.chat(chat -> chat.start(fixture.agent.id(), Map.of("locale", 5), null)));
        assertThat(reader.names()).isEmpty();

        var lead = fixture.captured("{'email':'api@example.com'}");
        fixture.leads(leads -> {
            leads.delete(fixture.workspace, lead.id());
            return true;
        });
        assertThat(reader.names()).containsExactly("lead.created");
        assertThat(reader.events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsAConversationAsItsVisitorMay(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var reader = Reader.of(fixture);
        var talk = fixture.aConversation();
        var other = fixture.aConversation();
        talk.submits(talk.asksForTheForm(), EMAIL);
        other.says("hello");
        fixture.stored(entityManager -> {
            fixture.feed(entityManager).add(fixture.workspace, FeedKind.NOTE_CREATED, talk.id, UUID.randomUUID());
            return true;
        });

        var entries = feed(fixture, feed -> {
            feed.number();
            return feed.ofConversation(talk.id, reader.start(), 100);
        });

        assertThat(entries).extracting(LiveEntry::conversationId).containsOnly(talk.id);
        assertThat(entries).extracting(LiveEntry::name).containsOnly("message.created", "message.updated");
        assertThat(entries).hasSize(5).allMatch(LiveEntry::concernsVisitor);
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> feed(fixture, feed -> {
                    feed.requireConversation(other.visitor, talk.id);
                    return true;
                }));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void knowsWhichTokensAreStillGood(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var old = fixture.aConversation();
        fixture.clock.forward(Duration.ofDays(60));
        var young = fixture.aConversation();
        var tokens = List.of(old.token, young.token, "fyv_made-up");
        assertThat(good(fixture, tokens)).containsExactlyInAnyOrder(old.token, young.token);
        fixture.clock.forward(Duration.ofDays(30));
        assertThat(good(fixture, tokens)).containsExactly(young.token);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesPlacesThatNeverWereOrAreForgotten(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.clock.forward(Duration.ofDays(1000)); // beyond what other tests have left
        fixture.aConversation();
        var early = feed(fixture, LiveFeed::now);
        fixture.aConversation();
        fixture.clock.forward(Duration.ofDays(8));
        var late = feed(fixture, LiveFeed::now);
        fixture.aConversation();
        var start = new LivePlace(0, 0);
        assertThat(reaches(fixture, late)).isTrue();
        assertThat(reaches(fixture, new LivePlace(late.batch() + 2, 0))).isFalse();

        var before = fixture.clock.instant().minus(Duration.ofDays(7));
        while (feed(fixture, feed -> feed.forgetSome(before))) {
            // to the end
        }

        assertThat(reaches(fixture, early)).isFalse();
        assertThat(reaches(fixture, start)).isFalse();
        assertThat(reaches(fixture, late)).isTrue();
        feed(fixture, LiveFeed::number);
        List<LiveEntry> left = feed(fixture, feed -> feed.ofWorkspace(fixture.workspace, start, 100));
        assertThat(left).hasSize(2).allMatch(entry -> entry.place().isAfter(late));
    }

    /** Writers and numberers in any order: a reader who goes on from where it was sees everything exactly once. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void losesAndRepeatsNothingWhileManyWriteAndNumber(TestDatabase.Kind kind) throws Exception {
        var fixture = on(kind);
        var reader = Reader.of(fixture);
        var writers = 4;
        var each = 25;
        var writing = new AtomicInteger(writers);
        var written = new ArrayList<List<UUID>>();
        var threads = Executors.newFixedThreadPool(writers + 3);
        try {
            var work = new ArrayList<Callable<List<UUID>>>();
            for (int i = 0; i < writers; i++) {
                work.add(() -> {
                    try {
                        var talk = fixture.aConversation();
                        for (int n = 0; n < each; n++) {
                            talk.says("hello " + n);
                        }
                        return talk.history().stream().map(MessageView::id).toList();
                    } finally {
                        writing.decrementAndGet();
                    }
                });
            }
            for (int i = 0; i < 2; i++) {
                work.add(() -> {
                    while (writing.get() > 0) {
                        feed(fixture, LiveFeed::number);
                    }
                    return List.of();
                });
            }
            var read = threads.submit(() -> {
                var seen = new ArrayList<LiveEntry>();
                var place = reader.start();
                List<LiveEntry> page;
                boolean more;
                do {
                    more = writing.get() > 0;
                    var from = place;
                    page = feed(fixture, feed -> {
                        feed.number();
                        return feed.ofWorkspace(fixture.workspace, from, 10);
                    });
                    seen.addAll(page);
                    place = page.isEmpty() ? place : page.get(page.size() - 1).place();
                } while (more || !page.isEmpty());
                return seen;
            });
            for (var done : threads.invokeAll(work)) {
                written.add(done.get());
            }
            var seen = read.get();
            assertThat(seen).extracting(LiveEntry::place).isSorted().doesNotHaveDuplicates();
            for (var conversation : written) {
                assertThat(seen)
                        .filteredOn(entry -> conversation.contains(entry.subjectId()))
                        .extracting(LiveEntry::subjectId)
                        .as("every message once, in the order of its conversation")
                        .isEqualTo(conversation);
            }
            assertThat(seen).hasSize(writers * (2 + 2 * each));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readsOnlyPlacesItHasWritten() {
        assertThat(LivePlace.parse(new LivePlace(17, 4711).toString())).contains(new LivePlace(17, 4711));
        for (var nonsense : List.of("", "-", "17", "17-", "-17-1", "17-1x", "17 - 1", "9999999999999999999-1", "١-١")) {
            assertThat(LivePlace.parse(nonsense)).as(nonsense).isEmpty();
        }
        assertThat(new LivePlace(2, 0).isAfter(new LivePlace(1, 9))).isTrue();
        assertThat(new LivePlace(2, 1).isAfter(new LivePlace(2, 1))).isFalse();
    }
}
