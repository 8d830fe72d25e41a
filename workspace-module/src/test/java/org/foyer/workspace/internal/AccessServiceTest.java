package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.foyer.platform.testing.TestDatabase.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessServiceTest {
    private static final String EMAIL = TestNode.ADMIN_EMAIL;
    private static final String PASSWORD = TestNode.ADMIN_PASSWORD;

    private final HandClock clock = new HandClock(TestNode.START);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void opensASessionForTheRightPassword(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            var session = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);

            assertThat(session.lifetime()).isEqualTo(Duration.ofDays(14));
            assertThat(session.member().email()).isEqualTo(EMAIL);
            assertThat(session.member().name()).isEqualTo("Admin");
            assertThat(session.workspace().name()).isEqualTo("My workspace");
            var caller = node.access.bySession(session.token(), null).orElseThrow();
            assertThat(caller.workspaceId()).isEqualTo(session.workspace().id());
            assertThat(caller.memberId()).isEqualTo(session.member().id());
            assertThat(caller.apiKeyId()).isNull();
            assertThat(caller.agentId()).isNull();
            assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE, Scope.ADMIN);
            assertThat(caller.installationOwner()).isTrue();
            assertThat(caller.csrfToken()).isEqualTo(session.csrfToken()).hasSizeGreaterThan(30);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void comparesTheEmailWithoutItsCase(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            assertThat(node.signIn(" aDMIN@EXAMPLE.ORG ", PASSWORD, TestNode.ADDRESS)
                            .member()
                            .email())
                    .isEqualTo(EMAIL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesAWrongPasswordAndAnUnknownEmailAlike(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            var wrong = refusal(node, EMAIL, "wrong horse");
            var unknown = refusal(node, "nobody@example.org", PASSWORD);

            assertThat(wrong.kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            assertThat(unknown.kind()).isEqualTo(wrong.kind());
            assertThat(unknown).hasMessage(wrong.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rejectsInputThatCanBeNoCredential(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            assertThat(refusal(node, " ", "").violations())
                    .containsExactly(
                            new Violation("/email", "must not be blank"),
                            new Violation("/password", "must not be empty"));
            assertThat(refusal(node, "a".repeat(255), "p".repeat(201)).violations())
                    .containsExactly(
                            new Violation("/email", "must have at most 254 characters"),
                            new Violation("/password", "must have at most 200 characters"));
            assertThat(refusal(node, "a\u0000", PASSWORD).kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal(node, EMAIL, "p".repeat(200)).kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesAnAccountThatBelongsNowhere(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            node.persist(Account.installationOwner(
                    "left@example.org", "Left", new Passwords(64).hash(PASSWORD), clock.instant()));

            assertThat(refusal(node, "left@example.org", PASSWORD).kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void storesOnlyDigests(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            var session = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);

            assertThat(node.value("select token_hash from workspace.session"))
                    .isEqualTo(Secrets.sha256(session.token()));
            assertThat(node.value("select password_hash from workspace.account"))
                    .asString()
                    .startsWith("$argon2id$");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesEverythingAfterTenFailuresForTheRestOfFifteenMinutes(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            fail(node, EMAIL, 10);

            clock.forward(Duration.ofMinutes(14));
            var again = new TestNode(database, clock);
            // the right password too, in any spelling of the e-mail, on any node, and without prolonging the wait
            assertThat(refusal(node, EMAIL, PASSWORD).kind()).isEqualTo(Refusal.Kind.TOO_MANY);
            assertThat(refusal(again, "admin@EXAMPLE.org", PASSWORD).kind()).isEqualTo(Refusal.Kind.TOO_MANY);

            clock.forward(Duration.ofMinutes(1));
            assertThat(node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).member().email())
                    .isEqualTo(EMAIL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesGuessesAtAnUnknownEmailTheSameWay(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            fail(node, "nobody@example.org", 10);

            assertThat(refusal(node, "nobody@example.org", PASSWORD).kind()).isEqualTo(Refusal.Kind.TOO_MANY);
            assertThat(node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).member().email())
                    .isEqualTo(EMAIL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void letsTheOwnerInFromElsewhereWhileSomebodyGuesses(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            fail(node, EMAIL, 10);

            assertThat(refusal(node, EMAIL, PASSWORD).kind()).isEqualTo(Refusal.Kind.TOO_MANY);
            assertThat(node.signIn(EMAIL, PASSWORD, "198.51.100.7").member().email())
                    .isEqualTo(EMAIL);
        }
    }

    @Test
    void stopsGuessesFromManyAddressesToo() {
        try (var database = TestDatabase.of(Kind.H2, "workspace")) {
            var node = TestNode.prepared(database, clock);
            for (int i = 0; i < SignInThrottle.MOST_FAILURES_IN_ALL; i++) {
                var address = "198.51.100." + i;
                assertThat(catchThrowableOfType(Refusal.class, () -> node.signIn(EMAIL, "wrong horse", address))
                                .kind())
                        .isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            }

            assertThat(catchThrowableOfType(Refusal.class, () -> node.signIn(EMAIL, PASSWORD, "203.0.113.1"))
                            .kind())
                    .isEqualTo(Refusal.Kind.TOO_MANY);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void successForgetsTheFailures(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            fail(node, EMAIL, 9);
            node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);
            fail(node, EMAIL, 9);

            assertThat(node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).member().email())
                    .isEqualTo(EMAIL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void countsFailuresOfFifteenMinutesOnly(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            fail(node, EMAIL, 9);
            clock.forward(Duration.ofMinutes(15));
            fail(node, EMAIL, 9);

            assertThat(node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).member().email())
                    .isEqualTo(EMAIL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofManyParallelGuessesOnTwoNodesAtMostTenAreLookedAt(Kind kind) throws Exception {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var nodes = List.of(TestNode.prepared(database, clock), new TestNode(database, clock));
            var guesses = new ArrayList<Callable<Refusal.Kind>>();
            for (int i = 0; i < 24; i++) {
                var node = nodes.get(i % 2);
                guesses.add(() -> refusal(node, EMAIL, "wrong horse").kind());
            }
            var threads = Executors.newFixedThreadPool(8);
            var answers = new ArrayList<Refusal.Kind>();
            for (var guess : threads.invokeAll(guesses)) {
                answers.add(guess.get());
            }
            threads.shutdown();

            assertThat(answers).containsOnly(Refusal.Kind.UNAUTHENTICATED, Refusal.Kind.TOO_MANY);
            assertThat(answers).filteredOn(Refusal.Kind.UNAUTHENTICATED::equals).hasSizeLessThanOrEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void signingOutEndsTheSession(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var session = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);
            var other = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);

            node.access.signOut(session.token());
            node.access.signOut("unknown");

            assertThat(node.access.bySession(session.token(), null)).isEmpty();
            assertThat(node.access.bySession(other.token(), null)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void knowsNoOtherToken(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var session = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);

            assertThat(node.access.bySession("unknown", null)).isEmpty();
            assertThat(node.access.bySession(Secrets.sha256(session.token()), null))
                    .isEmpty();
            assertThat(node.access.bySession("", null)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSessionEndsAfterFourteenDaysWithoutUse(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var used = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).token();
            var unused = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).token();

            clock.forward(Duration.ofDays(13));
            assertThat(node.access.bySession(used, null)).isPresent();
            clock.forward(Duration.ofDays(1));
            assertThat(node.access.bySession(unused, null)).isEmpty();
            clock.forward(Duration.ofDays(12));
            assertThat(node.access.bySession(used, null)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSessionIsRenewedOnceADayAtMost(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var token = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).token();
            var expiry = "select expires_at from workspace.session";
            var before = node.value(expiry);

            clock.forward(Duration.ofDays(1).minusSeconds(1));
            node.access.bySession(token, null);
            assertThat(node.value(expiry)).isEqualTo(before);
            clock.forward(Duration.ofSeconds(1));
            node.access.bySession(token, null);
            assertThat(node.value(expiry)).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void actsInTheWorkspaceAskedForOrTheOneBelongedToLongest(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var token = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).token();
            var first = node.access.bySession(token, null).orElseThrow();
            clock.forward(Duration.ofSeconds(1));
            var second = node.workspaces.create(first, Map.of("name", "second"));
            var foreign = new Workspace(WorkspaceProfile.named("foreign"), clock.instant());
            node.persist(foreign);

            assertThat(node.access.bySession(token, null).map(Caller::workspaceId))
                    .contains(first.workspaceId());
            assertThat(node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS)
                            .workspace()
                            .id())
                    .isEqualTo(first.workspaceId());
            assertThat(node.access.bySession(token, second.id()).map(Caller::workspaceId))
                    .contains(second.id());
            assertThat(node.access.bySession(token, foreign.id())).isEmpty();
            assertThat(node.access.bySession(token, UUID.randomUUID())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aMemberMayWhatTheRoleInThatWorkspaceMay(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var session = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);
            var other = new Workspace(WorkspaceProfile.named("other"), clock.instant());
            node.persist(other);
            node.persist(other.admit(session.member().id(), Role.VIEWER, clock.instant()));

            var there = node.access.bySession(session.token(), other.id()).orElseThrow();

            assertThat(there.scopes()).containsExactly(Scope.READ);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void forgetsExpiredSessionsAndOldFailuresOnALaterSignIn(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);
            fail(node, "nobody@example.org", 1);

            clock.forward(Duration.ofDays(14));
            node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);

            assertThat(node.value("select count(*) from workspace.session")).isEqualTo(1L);
            assertThat(node.value("select count(*) from workspace.sign_in_failure"))
                    .isEqualTo(0L);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void knowsTheProgramBehindAnApiKey(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var admin = admin(node);
            var agentId = Ids.next();
            var made = node.apiKeys.create(
                    admin, Map.of("label", "CRM", "scopes", List.of("read"), "agent_id", agentId.toString()));

            var caller = node.access.byApiKey(made.key()).orElseThrow();

            assertThat(caller)
                    .isEqualTo(new Caller(
                            admin.workspaceId(), null, made.apiKey().id(), Set.of(Scope.READ), agentId, false, null));
            assertThat(node.access.byApiKey(made.key() + "x")).isEmpty();
            assertThat(node.access.byApiKey(made.key().substring(ApiKey.PREFIX.length())))
                    .isEmpty();
            assertThat(node.access.byApiKey("")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void notesAKeysUseOnceAMinuteAtMost(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var admin = admin(node);
            var key = node.apiKeys.create(admin, Map.of("label", "CRM")).key();

            node.access.byApiKey(key);
            assertThat(lastUsed(node, admin)).isEqualTo(TestNode.START);
            clock.forward(Duration.ofSeconds(59));
            node.access.byApiKey(key);
            assertThat(lastUsed(node, admin)).isEqualTo(TestNode.START);
            clock.forward(Duration.ofSeconds(1));
            node.access.byApiKey(key);
            assertThat(lastUsed(node, admin)).isEqualTo(TestNode.START.plusSeconds(60));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aUseThatCanNotBeNotedDoesNotFailTheRequest(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var key = node.apiKeys.create(admin(node), Map.of("label", "CRM")).key();
            var token = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).token();
            clock.forward(Duration.ofDays(2));

            node.failing = true;

            assertThat(node.access.byApiKey(key)).isPresent();
            assertThat(node.access.bySession(token, null)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void describesAMemberToItself(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var session = node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS);

            var me = node.access.me(node.access.bySession(session.token(), null).orElseThrow());

            assertThat(me.member()).isEqualTo(session.member());
            assertThat(me.apiKey()).isNull();
            assertThat(me.workspace()).isEqualTo(session.workspace());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void describesAKeyToItself(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var made = node.apiKeys.create(admin(node), Map.of("label", "CRM"));

            var me = node.access.me(node.access.byApiKey(made.key()).orElseThrow());

            assertThat(me.member()).isNull();
            assertThat(Objects.requireNonNull(me.apiKey()).id())
                    .isEqualTo(made.apiKey().id());
            assertThat(me.workspace().name()).isEqualTo("My workspace");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesACallerThatIsGone(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var admin = admin(node);
            var made = node.apiKeys.create(admin, Map.of("label", "CRM"));
            var key = node.access.byApiKey(made.key()).orElseThrow();
            node.apiKeys.revoke(admin.workspaceId(), made.apiKey().id());
            var stranger = new Caller(admin.workspaceId(), Ids.next(), null, Role.VIEWER.scopes(), null, false, null);

            for (var caller : List.of(key, stranger)) {
                assertThatThrownBy(() -> node.access.me(caller))
                        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind())
                                .isEqualTo(Refusal.Kind.UNAUTHENTICATED));
            }
        }
    }

    private static Caller admin(TestNode node) {
        return node.access
                .bySession(node.signIn(EMAIL, PASSWORD, TestNode.ADDRESS).token(), null)
                .orElseThrow();
    }

    private static @Nullable Instant lastUsed(TestNode node, Caller admin) {
        return node.apiKeys
                .list(admin.workspaceId(), new PageRequest(1, null))
                .items()
                .get(0)
                .lastUsedAt();
    }

    private static void fail(TestNode node, String email, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(refusal(node, email, "wrong horse").kind()).isEqualTo(Refusal.Kind.UNAUTHENTICATED);
        }
    }

    private static Refusal refusal(TestNode node, String email, String password) {
        return catchThrowableOfType(Refusal.class, () -> node.signIn(email, password, TestNode.ADDRESS));
    }
}
