package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.FirstStart;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.foyer.platform.testing.TestDatabase.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspacesServiceTest {
    private static final PageRequest FIRST_PAGE = new PageRequest(PageRequest.DEFAULT_LIMIT, null);

    private final HandClock clock = new HandClock(TestNode.START);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void preparesAWorkspaceWithTheConfiguredAdminAsOwner(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = new TestNode(database, clock);

            var first = node.workspaces.prepareInstallation().orElseThrow();

            assertThat(first.workspace().name()).isEqualTo("My workspace");
            assertThat(first.workspace().createdAt()).isEqualTo(TestNode.START);
            assertThat(first.adminEmail()).isEqualTo("Admin@example.org");
            assertThat(first.generatedPassword()).isNull();
            var session = node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS);
            assertThat(session.member().role()).isEqualTo(Role.OWNER);
            assertThat(session.workspace()).isEqualTo(first.workspace());
            assertThat(caller(node).installationOwner()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void makesUpAPasswordWhereNoneIsConfigured(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = new TestNode(database, clock, new WorkspaceSettings("admin@localhost", Optional.empty()));

            var password = node.workspaces.prepareInstallation().orElseThrow().generatedPassword();

            assertThat(password).hasSize(20);
            assertThat(node.signIn("admin@localhost", Objects.requireNonNull(password), TestNode.ADDRESS)
                            .member()
                            .email())
                    .isEqualTo("admin@localhost");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void preparesOnlyOnce(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            TestNode.prepared(database, clock);
            var restarted =
                    new TestNode(database, clock, new WorkspaceSettings("other@example.org", Optional.of("12345678")));

            assertThat(restarted.workspaces.prepareInstallation()).isEmpty();

            assertThat(restarted.value("select count(*) from workspace.account"))
                    .isEqualTo(1L);
            restarted.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofNodesThatStartTogetherOnePrepares(Kind kind) throws Exception {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var starts = new ArrayList<Callable<Optional<FirstStart>>>();
            for (int i = 0; i < 6; i++) {
                var node = new TestNode(database, clock);
                starts.add(() -> {
                    var outcome = node.workspaces.prepareInstallation();
                    // whoever lost sees what the winner made
                    node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS);
                    return outcome;
                });
            }
            var threads = Executors.newFixedThreadPool(starts.size());
            var made = 0;
            for (var outcome : threads.invokeAll(starts)) {
                made += outcome.get().isPresent() ? 1 : 0;
            }
            threads.shutdown();

            assertThat(made).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theInstallationsOwnerMakesAWorkspaceAndOwnsIt(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var caller = caller(node);

            var made = node.workspaces.create(caller, Map.of("name", " Northwind "));

            assertThat(made.name()).isEqualTo("Northwind");
            assertThat(made.createdAt()).isEqualTo(TestNode.START);
            assertThat(node.workspaces.list(caller, FIRST_PAGE).items()).contains(made);
            var there = new Caller(made.id(), caller.memberId(), null, caller.scopes(), null, true, null);
            assertThat(Objects.requireNonNull(node.access.me(there).member()).role())
                    .isEqualTo(Role.OWNER);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nobodyElseMakesWorkspaces(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var workspaceId = caller(node).workspaceId();
            var member = new Caller(workspaceId, UUID.randomUUID(), null, Role.OWNER.scopes(), null, false, null);
            var key = new Caller(workspaceId, null, UUID.randomUUID(), Role.OWNER.scopes(), null, true, null);

            for (var caller : List.of(member, key)) {
                assertThatThrownBy(() -> node.workspaces.create(caller, Map.of("name", "Northwind")))
                        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind())
                                .isEqualTo(Refusal.Kind.FORBIDDEN));
            }
            assertThat(node.value("select count(*) from workspace.workspace")).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rejectsAWorkspaceWithoutAProperName(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var caller = caller(node);

            assertInvalid(() -> node.workspaces.create(caller, Map.of()), new Violation("/name", "is required"));
            assertInvalid(
                    () -> node.workspaces.create(caller, Map.of("name", " ")),
                    new Violation("/name", "must not be blank"));
            assertInvalid(
                    () -> node.workspaces.create(caller, Map.of("name", "x".repeat(101))),
                    new Violation("/name", "must have at most 100 characters"));
            assertInvalid(
                    () -> node.workspaces.create(caller, Map.of("name", "Northwind", "color", "red")),
                    new Violation("/color", "is not a known property"));
            assertThat(node.workspaces
                            .create(caller, Map.of("name", "\ud83d\ude00".repeat(100)))
                            .name())
                    .hasSize(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void listsTheWorkspacesOfAMemberPageByPageNewestFirst(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var caller = caller(node);
            for (var name : List.of("B", "C", "D", "E")) {
                if (!name.equals("D")) { // so that two are of one moment
                    clock.forward(Duration.ofSeconds(1));
                }
                node.workspaces.create(caller, Map.of("name", name));
            }
            var foreign = new Workspace(WorkspaceProfile.named("foreign"), clock.instant());
            node.persist(foreign);

            var first = node.workspaces.list(caller, new PageRequest(2, null));
            var second = node.workspaces.list(caller, new PageRequest(2, first.next()));
            var third = node.workspaces.list(caller, new PageRequest(2, second.next()));

            assertThat(first.items()).extracting(WorkspaceView::name).first().isEqualTo("E");
            assertThat(first.items()).hasSize(2);
            assertThat(second.items()).extracting(WorkspaceView::name).last().isEqualTo("B");
            var names = new ArrayList<String>();
            List.of(first, second, third).forEach(page -> page.items().forEach(item -> names.add(item.name())));
            assertThat(names).containsExactlyInAnyOrder("My workspace", "B", "C", "D", "E");
            assertThat(names).endsWith("My workspace");
            assertThat(third.next()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void listsForAKeyItsOneWorkspace(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var member = caller(node);
            node.workspaces.create(member, Map.of("name", "Northwind"));
            var key = new Caller(member.workspaceId(), null, UUID.randomUUID(), member.scopes(), null, false, null);

            var page = node.workspaces.list(key, new PageRequest(1, null));

            assertThat(page.items()).extracting(WorkspaceView::id).containsExactly(member.workspaceId());
            assertThat(page.next()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rejectsAForeignCursor(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var caller = caller(node);

            assertInvalid(
                    () -> node.workspaces.list(caller, new PageRequest(1, "nonsense")),
                    new Violation("/query/after", "is not a cursor this list gave out"));
        }
    }

    private static Caller caller(TestNode node) {
        var session = node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS);
        return node.access.bySession(session.token(), null).orElseThrow();
    }

    private static void assertInvalid(Runnable command, Violation... violations) {
        assertThatThrownBy(command::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.violations()).containsExactly(violations);
        });
    }
}
