package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.EXPLICIT;
import static org.foyer.conversations.internal.ConversationFixture.REFUSAL;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.questionIn;
import static org.foyer.conversations.internal.FakeActions.SUCCESS;
import static org.foyer.conversations.internal.FakeActions.WHEN_ASKED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.foyer.contracts.conversations.LeadForms;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one visitor does at once from several tabs or by an impatient finger. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConversationRaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 5;
    private static final String EMAIL = "{'fields':{'email':'ana@example.com'}}";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesOneLeadOfAFormSubmittedSeveralTimesAtOnce(TestDatabase.Kind kind) throws Exception {
        var fixture = collecting(kind, "email");
        for (int round = 1; round <= ROUNDS; round++) {
            var talk = fixture.aConversation();
            var form = talk.asksForTheForm();

            var submissions = atOnce(THREADS, thread -> talk.submits(form, EMAIL));

            assertThat(submissions)
                    .extracting(LeadForms.Submission::leadId)
                    .as("one lead for all")
                    .containsOnly(submissions.get(0).leadId());
            assertThat(submissions)
                    .filteredOn(submission -> !submission.repeated())
                    .hasSize(1);
            assertThat(talk.seenByTheTeam().leadIds()).hasSize(1);
            assertThat(fixture.events.leadsSubmitted()).hasSize(round);
            assertThat(talk.history())
                    .filteredOn(message -> ConversationFixture.textOf(message).equals(SUCCESS))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void storesAllMessagesPostedAtOnceAndOffersOneForm(TestDatabase.Kind kind) throws Exception {
        var fixture = collecting(kind, "email");
        for (int round = 0; round < ROUNDS; round++) {
            var talk = fixture.aConversation();

            var answers = atOnce(THREADS, thread -> talk.says(EXPLICIT));

            assertThat(answers).flatExtracting(ConversationFixture::formsIn).hasSize(1);
            assertThat(talk.formStatuses()).containsExactly("offered");
            assertThat(talk.history())
                    .hasSize(1 + 2 * THREADS)
                    .extracting(MessageView::author)
                    .as("each message followed by its answer")
                    .startsWith("agent", "visitor", "agent", "visitor", "agent");
            assertThat(positions(fixture, talk.id))
                    .isEqualTo(IntStream.rangeClosed(0, 2 * THREADS).boxed().toList());
            assertThat(talk.rules())
                    .hasSize(THREADS)
                    .containsOnlyOnce("explicit_request")
                    .containsOnly("explicit_request", "form_open");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void eitherSubmitsOrDismissesAForm(TestDatabase.Kind kind) throws Exception {
        var fixture = collecting(kind, "email");
        for (int round = 0; round < ROUNDS; round++) {
            var talk = fixture.aConversation();
            var form = talk.asksForTheForm();

            var done = atOnce(2, thread -> {
                try {
                    return thread == 0
                            ? talk.submits(form, EMAIL).leadId().toString()
                            : String.valueOf(talk.dismisses(form));
                } catch (Refusal refusal) {
                    return refusal.kind().name();
                }
            });

            assertThat(done).containsOnlyOnce(Refusal.Kind.FORM_CLOSED.name());
            var submitted = talk.formStatuses().contains("submitted");
            assertThat(talk.seenByTheTeam().leadIds()).hasSize(submitted ? 1 : 0);
            assertThat(done.get(submitted ? 1 : 0)).isEqualTo(Refusal.Kind.FORM_CLOSED.name());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesOneOfTheAnswersGivenAtOnce(TestDatabase.Kind kind) throws Exception {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        for (int round = 0; round < ROUNDS; round++) {
            var talk = fixture.aConversation();
            var question = questionIn(talk.says(EXPLICIT));

            var answers = atOnce(THREADS, thread -> talk.answers(question, thread % 2 == 0));

            assertThat(answers).containsOnly(answers.get(0));
            assertThat(talk.history()).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesRefusalsInSeveralConversationsOfAVisitorAtOnce(TestDatabase.Kind kind) throws Exception {
        var fixture = collecting(kind, "email");
        for (int round = 0; round < ROUNDS; round++) {
            var first = fixture.aConversation();
            var talks = Stream.concat(
                            Stream.of(first),
                            IntStream.range(1, THREADS).mapToObj(i -> fixture.aConversation("{}", first.token)))
                    .toList();

            atOnce(THREADS, thread -> talks.get(thread).says(REFUSAL));

            assertThat(talks).allSatisfy(talk -> assertThat(talk.rules()).containsExactly("refused_now"));
            assertThat(questionIn(first.says(EXPLICIT)).status()).isEqualTo("pending");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void neverLetsTheAgentAnswerAfterTheTeamTookOver(TestDatabase.Kind kind) throws Exception {
        var fixture = collecting(kind, "email");
        var zoe = fixture.members.member("Zoë");
        for (int round = 0; round < 2 * ROUNDS; round++) {
            var talk = fixture.aConversation();

            // the members last and a little later, so that they cut into a row of turns
            var answered = atOnce(THREADS, thread -> {
                if (thread < THREADS - 2) {
                    var messages = new ArrayList<>(talk.posts(Map.of("text", EXPLICIT)));
                    messages.addAll(talk.posts(Map.of("text", "and what about prices?")));
                    return messages;
                }
                return List.of(talk.hears(zoe, "I take it from here"));
            });

            var authors = talk.history().stream().map(MessageView::author).toList();
            var takenOver = authors.indexOf("member");
            assertThat(authors.subList(takenOver, authors.size())).doesNotContain("agent");
            // before that each message of the visitor has its answer right behind it, and no other
            for (int i = 1; i < takenOver; i++) {
                assertThat(authors.get(i)).isEqualTo(i % 2 == 1 ? "visitor" : "agent");
            }
            assertThat(authors).filteredOn("visitor"::equals).hasSize(2 * (THREADS - 2));
            assertThat(answered.stream().flatMap(List::stream).map(MessageView::author))
                    .as("what the visitor was told is what there is")
                    .filteredOn("agent"::equals)
                    .hasSize((int) authors.stream().filter("agent"::equals).count() - 1);
            assertThat(talk.rules().stream().filter("taken_over"::equals))
                    .hasSize((int) authors.subList(takenOver, authors.size()).stream()
                            .filter("visitor"::equals)
                            .count());

            talk.changed(zoe, "{'agent_replies':true}");
            assertThat(talk.says("hello").author()).isEqualTo("agent");
        }
    }

    private static List<Integer> positions(ConversationFixture fixture, UUID conversation) {
        return fixture.stored(entityManager -> new ConversationRepository(entityManager)
                .messages(conversation).stream().map(Message::position).toList());
    }

    /** Does it on that many threads, all from one start; what each returned, in the threads' order. */
    private static <T> List<T> atOnce(int count, Work<T> work) throws Exception {
        var start = new CyclicBarrier(count);
        var threads = Executors.newFixedThreadPool(count);
        try {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                var thread = i;
                Callable<T> call = () -> {
                    start.await();
                    return work.on(thread);
                };
                running.add(threads.submit(call));
            }
            var done = new ArrayList<T>();
            for (var future : running) {
                done.add(future.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work<T> {
        T on(int thread) throws Exception;
    }
}
