package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.AuditChange;
import org.foyer.contracts.workspace.AuditQuery;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.IssuedLink;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.MemberView.Status;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.contracts.workspace.PasswordResetRequested;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.foyer.platform.testing.TestDatabase.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MembersServiceTest {
    private static final String PASSWORD = "a password of theirs";
    private static final Client CLIENT = new Client(TestNode.ADDRESS, "Firefox\u0007 \ud800");

    private final HandClock clock = new HandClock(TestNode.START);

    /** An installation and its first owner. */
    private final class House implements AutoCloseable {
        final TestDatabase database;
        final TestNode node;
        final Caller owner;

        House(Kind kind) {
            database = TestDatabase.of(kind, "workspace");
            node = TestNode.prepared(database, clock);
            owner = node.caller(node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS));
        }

        IssuedLink<MemberView> invited(Caller by, String email, String role) {
            clock.forward(Duration.ofSeconds(1));
            return node.members.invite(by, Map.of("email", email, "role", role));
        }

        OpenedSession joined(Caller by, String email, String role) {
            return accepted(invited(by, email, role).token(), PASSWORD);
        }

        /** Somebody who has joined in this role. */
        Caller with(String role) {
            return node.caller(joined(owner, role + "-" + UUID.randomUUID() + "@example.org", role));
        }

        OpenedSession accepted(String token, String password) {
            return node.members.accept(Map.of("token", token, "name", " Ada ", "password", password), CLIENT);
        }

        Role roleOf(Caller member) {
            return node.members
                    .get(owner.workspaceId(), UUID.fromString(member.actor().substring("member:".length())))
                    .role();
        }

        void change(Caller by, UUID member, String role) {
            node.members.change(by, member, Map.of("role", role));
        }

        Caller otherWorkspace() {
            var made = node.workspaces.create(owner, Map.of("name", "Other"));
            return new Caller(
                    made.id(), owner.memberId(), null, owner.scopes(), null, true, null, Role.OWNER, owner.sessionId());
        }

        List<String> trail() {
            var query = new AuditQuery(owner.workspaceId(), null, null, null, null, null, null);
            return node.audit.list(query, new PageRequest(100, null)).items().stream()
                    .map(entry -> entry.action() + " " + entry.actorName())
                    .toList();
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static UUID id(Caller caller) {
        return Objects.requireNonNull(caller.memberId());
    }

    private static Refusal refusal(ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static Refusal.Kind kindOf(ThrowingCallable call) {
        return refusal(call).kind();
    }

    private static List<String> pointers(ThrowingCallable call) {
        var refusal = refusal(call);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        return refusal.violations().stream().map(Violation::pointer).toList();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoAcceptsAnInvitationIsAMemberAndSignedIn(Kind kind) {
        try (var house = new House(kind)) {
            var invited = house.invited(house.owner, " Ada@EXAMPLE.org ", "editor");
            assertThat(invited.of().email()).isEqualTo("Ada@example.org");
            assertThat(invited.of().status()).isEqualTo(Status.INVITED);
            assertThat(invited.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
            var preview = house.node.members.invitation(Map.of("token", invited.token()));
            assertThat(preview.workspaceName()).isEqualTo("My workspace");
            assertThat(preview.role()).isEqualTo(Role.EDITOR);
            assertThat(preview.accountExists()).isFalse();

            var session = house.accepted(invited.token(), PASSWORD);

            assertThat(session.member().id()).isEqualTo(invited.of().id());
            assertThat(session.member().name()).isEqualTo("Ada");
            assertThat(session.member().status()).isEqualTo(Status.ACTIVE);
            assertThat(session.workspace().id()).isEqualTo(house.owner.workspaceId());
            var caller = house.node.caller(session);
            assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
            assertThat(caller.role()).isEqualTo(Role.EDITOR);
            assertThat(caller.installationOwner()).isFalse();
            assertThat(house.node
                            .signIn("ADA@example.org", PASSWORD, TestNode.ADDRESS)
                            .member())
                    .isEqualTo(session.member());
            assertThat(house.trail()).containsExactly("member.joined Ada");
            assertThat(house.node.access.sessions(caller).get(1).userAgent()).isEqualTo("Firefox ");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLinkHoldsOnceAndForAWeekAndOnlyItsDigestIsStored(Kind kind) {
        try (var house = new House(kind)) {
            var used = house.invited(house.owner, "a@example.org", "viewer");
            assertThat(house.node.value("select token_hash from workspace.invitation"))
                    .isEqualTo(Secrets.sha256(used.token()));
            house.accepted(used.token(), PASSWORD);
            var late = house.invited(house.owner, "b@example.org", "viewer");
            var revoked = house.invited(house.owner, "c@example.org", "viewer");
            house.node.members.remove(house.owner, revoked.of().id());
            var replaced = house.invited(house.owner, "d@example.org", "viewer");
            var anew = house.invited(house.owner, "D@example.org", "editor");

            assertThat(pointers(() -> house.accepted(used.token(), PASSWORD))).containsExactly("/token");
            assertThat(pointers(() -> house.accepted(revoked.token(), PASSWORD)))
                    .containsExactly("/token");
            assertThat(pointers(() -> house.accepted(replaced.token(), PASSWORD)))
                    .containsExactly("/token");
            assertThat(pointers(() -> house.accepted("guess", PASSWORD))).containsExactly("/token");
            clock.forward(Duration.ofDays(7).minusSeconds(2));
            assertThat(house.accepted(anew.token(), PASSWORD).member().role()).isEqualTo(Role.EDITOR);
            assertThat(pointers(() -> house.accepted(late.token(), PASSWORD))).containsExactly("/token");
            assertThat(pointers(() -> house.node.members.invitation(Map.of("token", late.token()))))
                    .containsExactly("/token");
            assertThat(house.node
                            .members
                            .get(house.owner.workspaceId(), late.of().id())
                            .status())
                    .isEqualTo(Status.EXPIRED);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoHasAnAccountJoinsAnotherWorkspaceByItsPassword(Kind kind) {
        try (var house = new House(kind)) {
            var ada = house.joined(house.owner, "ada@example.org", "viewer");
            var other = house.otherWorkspace();
            var link = house.invited(other, "ADA@example.org", "admin");
            assertThat(house.node
                            .members
                            .invitation(Map.of("token", link.token()))
                            .accountExists())
                    .isTrue();

            assertThat(kindOf(() -> house.accepted(link.token(), "a wrong password")))
                    .isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            var session = house.accepted(link.token(), PASSWORD);

            assertThat(session.member().id()).isEqualTo(ada.member().id());
            assertThat(session.workspace().id()).isEqualTo(other.workspaceId());
            assertThat(house.node.caller(ada).role()).isEqualTo(Role.VIEWER);
            assertThat(house.node.caller(session).role()).isEqualTo(Role.ADMIN);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void guessingAnAccountsPasswordByAnInvitationIsStopped(Kind kind) {
        try (var house = new House(kind)) {
            house.joined(house.owner, "ada@example.org", "viewer");
            var link = house.invited(house.otherWorkspace(), "ada@example.org", "viewer");
            for (int i = 0; i < SignInThrottle.MOST_FAILURES; i++) {
                assertThat(kindOf(() -> house.accepted(link.token(), "a wrong password")))
                        .isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            }
            assertThat(kindOf(() -> house.accepted(link.token(), PASSWORD))).isEqualTo(Refusal.Kind.TOO_MANY);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofManyWhoAcceptOneInvitationAtOnceOneIsLetIn(Kind kind) throws Exception {
        try (var house = new House(kind)) {
            var link = house.invited(house.owner, "ada@example.org", "viewer");
            var executor = Executors.newFixedThreadPool(8);
            try {
                Callable<Boolean> accepting = () -> {
                    try {
                        house.accepted(link.token(), PASSWORD);
                        return true;
                    } catch (Refusal refused) {
                        return false;
                    }
                };
                var letIn = 0;
                for (var done : executor.invokeAll(Collections.nCopies(8, accepting))) {
                    letIn += done.get() ? 1 : 0;
                }
                assertThat(letIn).isEqualTo(1);
            } finally {
                executor.shutdownNow();
            }
            assertThat(house.node
                            .members
                            .list(house.owner.workspaceId(), null, new PageRequest(100, null))
                            .items())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pointsAtWhatIsWrongWithAnInvitationOrItsAcceptance(Kind kind) {
        try (var house = new House(kind)) {
            var members = house.node.members;
            assertThat(pointers(() -> members.invite(house.owner, Map.of()))).containsExactly("/email", "/role");
            assertThat(pointers(
                            () -> members.invite(house.owner, Map.of("email", "ada", "role", "king", "colour", "red"))))
                    .containsExactlyInAnyOrder("/email", "/role", "/colour");
            var token = house.invited(house.owner, "ada@example.org", "viewer").token();
            assertThat(pointers(() -> members.accept(Map.of("token", token, "password", "short"), CLIENT)))
                    .containsExactlyInAnyOrder("/name", "/password");
            assertThat(pointers(() -> members.accept(Map.of(), CLIENT)))
                    .containsExactlyInAnyOrder("/token", "/password");
            assertThat(pointers(() -> house.accepted(token, "        "))).containsExactly("/password");
            assertThat(pointers(() -> house.change(house.owner, id(house.owner), "king")))
                    .containsExactly("/role");
            assertThat(house.accepted(token, PASSWORD)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nobodyGivesARoleAboveTheirOwnOrTouchesWhoHasOne(Kind kind) {
        try (var house = new House(kind)) {
            var admin = house.with("admin");
            var editor = house.with("editor");
            var invitedOwner =
                    house.invited(house.owner, "boss@example.org", "owner").of();

            assertThat(kindOf(() -> house.invited(admin, "x@example.org", "owner")))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.change(admin, id(editor), "owner"))).isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.change(admin, id(house.owner), "viewer")))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.change(admin, invitedOwner.id(), "viewer")))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.node.members.remove(admin, id(house.owner))))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.node.members.remove(admin, invitedOwner.id())))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.node.members.allowPasswordReset(admin, id(house.owner))))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);

            house.change(admin, id(editor), "admin");
            assertThat(house.roleOf(editor)).isEqualTo(Role.ADMIN);
            house.change(house.owner, id(editor), "owner");
            assertThat(house.roleOf(editor)).isEqualTo(Role.OWNER);
            house.change(house.owner, invitedOwner.id(), "viewer");
            house.node.members.remove(admin, invitedOwner.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKeyGivesNoRoleThatMayMoreThanItself(Kind kind) {
        try (var house = new House(kind)) {
            var workspace = house.owner.workspaceId();
            var full = new Caller(workspace, null, Ids.next(), Set.of(Scope.values()), null, false, null);
            var adminOnly = new Caller(workspace, null, Ids.next(), Set.of(Scope.ADMIN), null, false, null);

            assertThat(house.invited(full, "a@example.org", "admin").of().role())
                    .isEqualTo(Role.ADMIN);
            assertThat(kindOf(() -> house.invited(full, "b@example.org", "owner")))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.invited(adminOnly, "b@example.org", "viewer")))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theLastOwnerStaysOne(Kind kind) {
        try (var house = new House(kind)) {
            assertThat(kindOf(() -> house.change(house.owner, id(house.owner), "admin")))
                    .isEqualTo(Refusal.Kind.RULE_VIOLATED);
            assertThat(kindOf(() -> house.node.members.remove(house.owner, id(house.owner))))
                    .isEqualTo(Refusal.Kind.RULE_VIOLATED);

            var second = house.with("owner");
            house.change(house.owner, id(house.owner), "admin");
            assertThat(kindOf(() -> house.node.members.remove(second, id(second))))
                    .isEqualTo(Refusal.Kind.RULE_VIOLATED);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofTwoOwnersWhoDemoteEachOtherAtOnceOneStays(Kind kind) throws Exception {
        try (var house = new House(kind)) {
            var executor = Executors.newFixedThreadPool(2);
            try {
                for (int round = 0; round < 5; round++) {
                    var second = house.with("owner");
                    var refused = new ArrayList<Refusal.@Nullable Kind>();
                    for (var done : executor.invokeAll(List.of(
                            demoting(house, house.owner, id(second)), demoting(house, second, id(house.owner))))) {
                        refused.add(done.get());
                    }
                    assertThat(refused).containsExactlyInAnyOrder(null, Refusal.Kind.RULE_VIOLATED);
                    // whoever is left gives it back
                    var left = house.roleOf(second) == Role.OWNER ? second : house.owner;
                    house.change(left, id(house.owner), "owner");
                    house.change(house.owner, id(second), "viewer");
                }
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static Callable<Refusal.@Nullable Kind> demoting(House house, Caller by, UUID whom) {
        return () -> {
            try {
                house.change(by, whom, "viewer");
                return null;
            } catch (Refusal refused) {
                return refused.kind();
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoIsRemovedIsOutAtOnceButStaysElsewhere(Kind kind) {
        try (var house = new House(kind)) {
            var gone = house.joined(house.owner, "gone@example.org", "admin");
            var both = house.joined(house.owner, "both@example.org", "admin");
            var other = house.otherWorkspace();
            house.accepted(house.invited(other, "both@example.org", "viewer").token(), PASSWORD);

            house.node.members.remove(house.owner, gone.member().id());
            house.node.members.remove(house.owner, both.member().id());

            assertThat(house.node.access.bySession(gone.token(), null)).isEmpty();
            assertThat(house.node.access.bySession(both.token(), house.owner.workspaceId()))
                    .isEmpty();
            assertThat(house.node
                            .access
                            .bySession(both.token(), other.workspaceId())
                            .map(Caller::role))
                    .contains(Role.VIEWER);
            assertThat(kindOf(() -> house.node.signIn("gone@example.org", PASSWORD, TestNode.ADDRESS)))
                    .isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            assertThat(kindOf(() ->
                            house.node.members.remove(house.owner, gone.member().id())))
                    .isEqualTo(Refusal.Kind.NOT_FOUND);

            // who comes back is the same member
            var back = house.accepted(
                    house.invited(house.owner, "gone@example.org", "viewer").token(), PASSWORD);
            assertThat(back.member().id()).isEqualTo(gone.member().id());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void listsMembersAndInvitationsTogetherNewestFirst(Kind kind) {
        try (var house = new House(kind)) {
            for (int i = 0; i < 3; i++) {
                house.invited(house.owner, "invited" + i + "@example.org", "viewer");
                house.joined(house.owner, "joined" + i + "@example.org", "viewer");
            }
            house.invited(house.otherWorkspace(), "foreign@example.org", "viewer");
            var workspace = house.owner.workspaceId();

            assertThat(paged(house, null))
                    .containsExactly(
                            "joined2@example.org",
                            "invited2@example.org",
                            "joined1@example.org",
                            "invited1@example.org",
                            "joined0@example.org",
                            "invited0@example.org",
                            TestNode.ADMIN_EMAIL);
            assertThat(paged(house, Status.INVITED))
                    .containsExactly("invited2@example.org", "invited1@example.org", "invited0@example.org");
            assertThat(paged(house, Status.ACTIVE)).hasSize(4);
            clock.forward(Duration.ofDays(8));
            assertThat(paged(house, Status.EXPIRED)).hasSize(3);
            assertThat(house.node
                            .members
                            .list(workspace, Status.INVITED, new PageRequest(2, null))
                            .items())
                    .isEmpty();
        }
    }

    private static List<String> paged(House house, @Nullable Status status) {
        var emails = new ArrayList<String>();
        @Nullable String after = null;
        do {
            var page = house.node.members.list(house.owner.workspaceId(), status, new PageRequest(2, after));
            page.items().forEach(member -> emails.add(member.email()));
            after = page.next();
        } while (after != null);
        return emails;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aMemberIsNotInvitedAgainAndAnotherWorkspacesIsNotThere(Kind kind) {
        try (var house = new House(kind)) {
            var member = house.with("viewer");
            var invitation =
                    house.invited(house.owner, "ada@example.org", "viewer").of();
            var other = house.otherWorkspace();

            assertThat(kindOf(() -> house.invited(house.owner, "ADMIN@example.org", "viewer")))
                    .isEqualTo(Refusal.Kind.CONFLICT);
            for (var id : List.of(id(member), invitation.id())) {
                assertThat(kindOf(() -> house.node.members.get(other.workspaceId(), id)))
                        .isEqualTo(Refusal.Kind.NOT_FOUND);
                assertThat(kindOf(() -> house.change(other, id, "admin"))).isEqualTo(Refusal.Kind.NOT_FOUND);
                assertThat(kindOf(() -> house.node.members.remove(other, id))).isEqualTo(Refusal.Kind.NOT_FOUND);
                assertThat(kindOf(() -> house.node.members.allowPasswordReset(other, id)))
                        .isEqualTo(Refusal.Kind.NOT_FOUND);
            }
            assertThat(house.roleOf(member)).isEqualTo(Role.VIEWER);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anAdminsLinkSetsANewPasswordOnceWithinTheHourAndEndsAllSessions(Kind kind) {
        try (var house = new House(kind)) {
            var admin = house.with("admin");
            var ada = house.joined(house.owner, "ada@example.org", "editor");
            var first =
                    house.node.members.allowPasswordReset(admin, ada.member().id());
            var link = house.node.members.allowPasswordReset(admin, ada.member().id());
            assertThat(house.node.value("select token_hash from workspace.password_reset"))
                    .isEqualTo(Secrets.sha256(link.token()));
            var access = house.node.access;

            assertThat(pointers(() -> access.resetPassword(Map.of("token", first.token(), "password", "new password"))))
                    .containsExactly("/token");
            assertThat(pointers(() -> access.resetPassword(Map.of("token", link.token(), "password", "short"))))
                    .containsExactly("/password");
            access.resetPassword(Map.of("token", link.token(), "password", "new password"));

            assertThat(access.bySession(ada.token(), null)).isEmpty();
            assertThat(pointers(() -> access.resetPassword(Map.of("token", link.token(), "password", "new password"))))
                    .containsExactly("/token");
            assertThat(house.node
                            .signIn("ada@example.org", "new password", TestNode.ADDRESS)
                            .member()
                            .id())
                    .isEqualTo(ada.member().id());
            assertThat(house.trail()).first().isEqualTo("password.reset Ada");

            var late = house.node.members.allowPasswordReset(admin, ada.member().id());
            clock.forward(Duration.ofHours(1));
            assertThat(pointers(() -> access.resetPassword(Map.of("token", late.token(), "password", "new password"))))
                    .containsExactly("/token");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyTheInstallationsOwnerHelpsWhoBelongsToOtherWorkspacesToo(Kind kind) {
        try (var house = new House(kind)) {
            var second = house.with("owner");
            var ada = house.joined(house.owner, "ada@example.org", "editor");
            house.accepted(
                    house.invited(house.otherWorkspace(), "ada@example.org", "viewer")
                            .token(),
                    PASSWORD);

            assertThat(kindOf(() -> house.node.members.allowPasswordReset(
                            second, ada.member().id())))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(kindOf(() -> house.node.members.allowPasswordReset(second, id(house.owner))))
                    .isEqualTo(Refusal.Kind.FORBIDDEN);
            assertThat(house.node.members.allowPasswordReset(
                            house.owner, ada.member().id()))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aChangedPasswordEndsAllOtherSessions(Kind kind) {
        try (var house = new House(kind)) {
            var here = house.joined(house.owner, "ada@example.org", "viewer");
            var elsewhere = house.node.signIn("ada@example.org", PASSWORD, TestNode.ADDRESS);
            var caller = house.node.caller(here);
            var access = house.node.access;
            var link = house.node.members.allowPasswordReset(house.owner, id(caller));

            assertThat(pointers(() -> access.changePassword(
                            caller, Map.of("current_password", "wrong", "new_password", "new password"), CLIENT)))
                    .containsExactly("/current_password");
            assertThat(pointers(() -> access.changePassword(caller, Map.of("new_password", "short"), CLIENT)))
                    .containsExactlyInAnyOrder("/current_password", "/new_password");
            access.changePassword(caller, Map.of("current_password", PASSWORD, "new_password", "new password"), CLIENT);

            assertThat(access.bySession(here.token(), null)).isPresent();
            assertThat(access.bySession(elsewhere.token(), null)).isEmpty();
            assertThat(kindOf(() -> house.node.signIn("ada@example.org", PASSWORD, TestNode.ADDRESS)))
                    .isEqualTo(Refusal.Kind.UNAUTHENTICATED);
            assertThat(house.node.signIn("ada@example.org", "new password", TestNode.ADDRESS))
                    .isNotNull();
            assertThat(pointers(() -> access.resetPassword(Map.of("token", link.token(), "password", "new password"))))
                    .containsExactly("/token");
            assertThat(house.trail()).first().isEqualTo("password.changed Ada");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void guessingTheCurrentPasswordIsStopped(Kind kind) {
        try (var house = new House(kind)) {
            var body = Map.<String, Object>of("current_password", "wrong", "new_password", "new password");
            for (int i = 0; i < SignInThrottle.MOST_FAILURES; i++) {
                assertThat(kindOf(() -> house.node.access.changePassword(house.owner, body, CLIENT)))
                        .isEqualTo(Refusal.Kind.INVALID);
            }
            assertThat(kindOf(() -> house.node.access.changePassword(house.owner, body, CLIENT)))
                    .isEqualTo(Refusal.Kind.TOO_MANY);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aMemberSeesAndEndsTheirOwnSessionsOnly(Kind kind) {
        try (var house = new House(kind)) {
            var first = house.node.caller(house.joined(house.owner, "ada@example.org", "viewer"));
            clock.forward(Duration.ofMinutes(1));
            var second = house.node.caller(house.node.signIn("ada@example.org", PASSWORD, TestNode.ADDRESS));
            clock.forward(Duration.ofMinutes(1));
            var third = house.node.caller(house.node.signIn("ada@example.org", PASSWORD, TestNode.ADDRESS));
            var access = house.node.access;

            assertThat(access.sessions(second))
                    .extracting(session -> session.id() + " " + session.current())
                    .containsExactly(
                            third.sessionId() + " false", second.sessionId() + " true", first.sessionId() + " false");
            var foreign = Objects.requireNonNull(house.owner.sessionId());
            assertThat(kindOf(() -> access.endSession(second, foreign))).isEqualTo(Refusal.Kind.NOT_FOUND);
            access.endSession(second, Objects.requireNonNull(third.sessionId()));
            assertThat(access.sessions(second)).hasSize(2);
            access.endOtherSessions(second);
            assertThat(access.sessions(second)).hasSize(1);
            assertThat(access.sessions(house.owner)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRequestedResetIsThrottledAndTellsNothing(Kind kind) {
        try (var house = new House(kind)) {
            var access = house.node.access;
            for (var email : List.of(TestNode.ADMIN_EMAIL, "nobody@example.org")) {
                for (int i = 0; i < SignInThrottle.MOST_FAILURES; i++) {
                    access.requestPasswordReset(Map.of("email", email), CLIENT);
                }
                assertThat(kindOf(() -> access.requestPasswordReset(Map.of("email", email), CLIENT)))
                        .isEqualTo(Refusal.Kind.TOO_MANY);
            }
            assertThat(house.node.fired)
                    .extracting(it -> ((PasswordResetRequested) it).emailKey())
                    .containsOnly("admin@example.org", "nobody@example.org")
                    .hasSize(2 * SignInThrottle.MOST_FAILURES);
            // asking for a link does not keep anybody from signing in
            assertThat(house.node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theTrailBelongsToItsWorkspaceAndForgetsNoName(Kind kind) {
        try (var house = new House(kind)) {
            var key = house.node
                    .access
                    .byApiKey(house.node
                            .apiKeys
                            .create(house.owner, Map.of("label", "CRM"))
                            .key())
                    .orElseThrow();
            for (var caller : List.of(key, house.owner, house.otherWorkspace())) {
                clock.forward(Duration.ofSeconds(1));
                house.node.inTransaction(em -> {
                    house.node.audit.record(
                            caller, "agent.updated", "1", List.of(new AuditChange("mode", "auto", "confirm")));
                    return true;
                });
            }

            assertThat(house.trail()).containsExactly("agent.updated Admin", "agent.updated CRM");
            house.node.apiKeys.revoke(house.owner.workspaceId(), Objects.requireNonNull(key.apiKeyId()));
            assertThat(house.trail()).containsExactly("agent.updated Admin", "agent.updated null");
            var entries = house.node.audit.list(
                    new AuditQuery(house.owner.workspaceId(), key.actor(), null, "agent", "1", null, null),
                    new PageRequest(1, null));
            assertThat(entries.items().get(0).changes()).containsExactly(new AuditChange("mode", "auto", "confirm"));
        }
    }
}
