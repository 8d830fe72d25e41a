package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.NotificationsView.NewLeads;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.foyer.platform.testing.TestDatabase.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailsTest {
    private static final Client CLIENT = new Client(TestNode.ADDRESS, null);

    private final HandClock clock = new HandClock(TestNode.START); // 09:15 UTC

    private static Caller owner(TestNode node) {
        return node.caller(node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS));
    }

    private LeadSubmitted lead(TestNode node, Caller owner, String name) {
        var event = node.leads.submitted(owner.workspaceId(), clock.instant(), Map.of("name", name));
        node.inTransaction(em -> {
            node.leadMails.announce(event);
            return event;
        });
        return event;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void mailsNobodyWhoHasNotAskedForIt(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);

            lead(node, owner, "Ana");

            assertThat(node.notifications.get(owner).newLeads()).isEqualTo(NewLeads.OFF);
            assertThat(node.fired).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void mailsEachLeadToWhoAskedForThat(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);
            node.notifications.change(owner, Map.of("new_leads", "each"));

            var lead = lead(node, owner, "Ana\r\nBcc: all@example.org");
            node.deliver(clock.instant());

            assertThat(node.mails.sent).singleElement().satisfies(mail -> {
                assertThat(mail.to()).isEqualTo(TestNode.ADMIN_EMAIL);
                assertThat(mail.text())
                        .contains(
                                "name: Ana Bcc: all@example.org\n", "2 Mar 2026, 09:15", "https://chat.example.com/#/");
                assertThat(mail.id()).contains(lead.leadId().toString());
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void mailsOneDigestInTheMorningOfTheWorkspace(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);
            node.workspaces.change(owner.workspaceId(), Map.of("time_zone", "Asia/Tokyo"));
            node.notifications.change(owner, Map.of("new_leads", "daily"));
            var first = lead(node, owner, "Ana");
            lead(node, owner, "Bo");
            node.inTransaction(em -> {
                node.leadMails.announce(first); // delivered twice
                return first;
            });

            clock.forward(Duration.ofHours(13));
            node.deliver(clock.instant());
            assertThat(node.mails.sent).as("7:15 in Tokyo").isEmpty();
            clock.forward(Duration.ofHours(1));
            node.mails.broken = true;
            assertThatThrownBy(() -> node.deliver(clock.instant())).isInstanceOf(IllegalStateException.class);
            node.mails.broken = false;
            assertThat(node.value("select count(*) from workspace.digest_entry"))
                    .as("what was not sent stays to be sent")
                    .isEqualTo(2L);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aDigestTellsOfEachLeadOnceAndNotOfTheErased(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);
            node.notifications.change(owner, Map.of("new_leads", "daily"));
            lead(node, owner, "Ana");
            var erased = lead(node, owner, "Bo");
            lead(node, owner, "Cy");
            node.leads.kept.remove(erased.leadId());

            clock.forward(Duration.ofDays(1));
            node.deliver(clock.instant());
            lead(node, owner, "Di");
            clock.forward(Duration.ofDays(1));
            node.deliver(clock.instant());

            assertThat(node.mails.sent)
                    .extracting(mail -> mail.subject())
                    .containsExactly("2 new leads in My workspace", "1 new lead in My workspace");
            assertThat(node.mails.sent.get(0).text())
                    .contains("name: Ana", "name: Cy")
                    .doesNotContain("Bo", "Di");
            assertThat(node.mails.sent.get(1).text()).contains("name: Di").doesNotContain("Ana");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void mailsNobodyWhoHasLeftOrTurnedItOffMeanwhile(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);
            var joined = node.members.accept(
                    Map.of(
                            "token",
                            node.members
                                    .invite(owner, Map.of("email", "ada@example.org", "role", "editor"))
                                    .token(),
                            "name",
                            "Ada",
                            "password",
                            "a password of hers"),
                    CLIENT);
            node.fired.clear();
            node.notifications.change(node.caller(joined), Map.of("new_leads", "daily"));
            node.notifications.change(owner, Map.of("new_leads", "each"));
            lead(node, owner, "Ana");

            node.members.remove(owner, joined.member().id());
            node.notifications.change(owner, Map.of("new_leads", "off"));
            node.deliver(clock.instant().plus(Duration.ofDays(2)));

            assertThat(node.mails.sent).isEmpty();
            assertThat(node.fired).isEmpty();
        }
    }

    @Test
    void refusesAChoiceThatIsNone() {
        try (var database = TestDatabase.of(Kind.H2, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);

            assertThatThrownBy(() -> node.notifications.change(owner, Map.of("new_leads", "hourly")))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> node.notifications.change(owner, Map.of("leads", "each")))
                    .isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aForgottenPasswordIsSetByTheMailedLink(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            node.access.requestPasswordReset(Map.of("email", "nobody@example.org"), CLIENT);
            node.access.requestPasswordReset(Map.of("email", TestNode.ADMIN_EMAIL), CLIENT);
            node.deliver(clock.instant());

            assertThat(node.mails.sent).singleElement().satisfies(mail -> {
                assertThat(mail.to()).isEqualTo(TestNode.ADMIN_EMAIL);
                node.access.resetPassword(Map.of("token", token(mail.text()), "password", "another password"));
            });
            assertThat(node.signIn(TestNode.ADMIN_EMAIL, "another password", TestNode.ADDRESS))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anInvitationIsMailedWithTheLinkThatTheInviterSees(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);
            var replaced = node.members.invite(owner, Map.of("email", "ada@example.org", "role", "editor"));
            var link = node.members.invite(owner, Map.of("email", "ada@example.org", "role", "viewer"));
            assertThat(node.fired.toString()).doesNotContain(link.token(), replaced.token());

            node.deliver(clock.instant());

            assertThat(node.mails.sent).singleElement().satisfies(mail -> {
                assertThat(mail.to()).isEqualTo("ada@example.org");
                assertThat(token(mail.text())).isEqualTo(link.token());
            });
        }
    }

    @Test
    void withoutAMailServerNothingIsDue() {
        try (var database = TestDatabase.of(Kind.H2, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var owner = owner(node);
            node.notifications.change(owner, Map.of("new_leads", "each"));
            node.mails.configured = false;

            lead(node, owner, "Ana");
            node.members.invite(owner, Map.of("email", "ada@example.org", "role", "editor"));

            assertThat(node.fired).isEmpty();
            assertThat(node.notifications.get(owner).mailConfigured()).isFalse();
        }
    }

    @Test
    void theMorningIsTheNextOne() {
        var berlin = ZoneId.of("Europe/Berlin");

        assertThat(LeadMails.nextMorning(Instant.parse("2026-03-28T06:59:59Z"), berlin))
                .isEqualTo("2026-03-28T07:00:00Z");
        // the night in which the clocks go forward
        assertThat(LeadMails.nextMorning(Instant.parse("2026-03-28T07:00:00Z"), berlin))
                .isEqualTo("2026-03-29T06:00:00Z");
    }

    private static String token(String text) {
        var matcher = Pattern.compile("token=(\\S+)").matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
