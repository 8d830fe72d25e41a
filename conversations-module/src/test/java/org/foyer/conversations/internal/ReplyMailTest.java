package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.foyer.conversations.internal.ConversationFixture.collecting;

import java.time.Duration;
import org.foyer.contracts.conversations.ReplyMissed;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member's reply reaches a visitor who has left, once, and nobody who is still there. */
@SuppressWarnings("NullAway.Init") // each test begins with a visitor who left
class ReplyMailTest {
    private static final Duration AWAY = Duration.ofMinutes(5);
    private static final Duration DELAY = Duration.ofMinutes(2);

    private ConversationFixture fixture;
    private Caller zoe;
    private ConversationFixture.Talk talk;

    private void visitorLeftTheirEmail(TestDatabase.Kind kind) {
        fixture = collecting(kind, "email");
        zoe = fixture.members.member("Zoë");
        talk = fixture.aConversation("{'page_url':'https://example.com/pricing'}", null);
        talk.submits(talk.asksForTheForm(), "{'fields':{'email':'ana@example.com'}}");
        fixture.clock.forward(AWAY);
    }

    private void delayPasses() {
        fixture.clock.forward(DELAY);
        fixture.deliverMissedReplies();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sendsWhatTheVisitorMissed(TestDatabase.Kind kind) {
        visitorLeftTheirEmail(kind);

        talk.hears(zoe, "Yes, it does.");
        fixture.deliverMissedReplies();
        assertThat(fixture.mailer.sent).as("not before the delay").isEmpty();
        delayPasses();

        assertThat(fixture.mailer.sent).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("ana@example.com");
            assertThat(mail.subject()).contains("Zoë");
            assertThat(mail.text()).contains("Yes, it does.", "https://example.com/pricing");
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sendsSeveralRepliesAsOneAndEachOnce(TestDatabase.Kind kind) {
        visitorLeftTheirEmail(kind);

        talk.hears(zoe, "First.");
        fixture.clock.forward(Duration.ofSeconds(30));
        talk.hears(zoe, "Second.");
        delayPasses();
        delayPasses();
        assertThat(fixture.mailer.sent).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("First.", "Second."));

        talk.hears(zoe, "Third.");
        delayPasses();
        assertThat(fixture.mailer.sent).hasSize(2);
        assertThat(fixture.mailer.sent.get(1).text()).contains("Third.").doesNotContain("First.");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sendsNothingToWhoCameBackInTime(TestDatabase.Kind kind) {
        visitorLeftTheirEmail(kind);

        talk.hears(zoe, "Yes, it does.");
        fixture.clock.forward(Duration.ofMinutes(1));
        fixture.visitorBehind(talk.token);
        delayPasses();

        assertThat(fixture.mailer.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sendsNothingToWhoIsThere(TestDatabase.Kind kind) {
        visitorLeftTheirEmail(kind);
        fixture.visitorBehind(talk.token);

        talk.hears(zoe, "Yes, it does.");

        assertThat(fixture.events.of(ReplyMissed.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sendsNothingWithoutAnAddressOrAServer(TestDatabase.Kind kind) {
        visitorLeftTheirEmail(kind);
        var unknown = fixture.aConversation();
        fixture.clock.forward(AWAY);
        unknown.hears(zoe, "Hello?");
        fixture.mailer.configured = false;
        talk.hears(zoe, "Hello?");

        assertThat(fixture.events.of(ReplyMissed.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void losesNothingWhenTheServerIsOutOfOrder(TestDatabase.Kind kind) {
        visitorLeftTheirEmail(kind);
        talk.hears(zoe, "Yes, it does.");
        fixture.mailer.broken = true;

        assertThatIllegalStateException().as("so it is tried again").isThrownBy(this::delayPasses);
        fixture.mailer.broken = false;
        delayPasses();

        assertThat(fixture.mailer.sent).hasSize(1);
    }
}
