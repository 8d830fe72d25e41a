package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.ApiKeyView;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.foyer.platform.testing.TestDatabase.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiKeysServiceTest {
    private final HandClock clock = new HandClock(TestNode.START);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void makesAKeyThatReadsAndWritesUnlessToldOtherwise(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var maker = admin(node);

            var made = node.apiKeys.create(maker, Map.of("label", " CRM import "));

            assertThat(made.key()).matches("fyr_live_[A-Za-z0-9_-]{43}");
            assertThat(made.apiKey().label()).isEqualTo("CRM import");
            assertThat(made.apiKey().scopes()).containsExactly(Scope.READ, Scope.WRITE);
            assertThat(made.apiKey().agentId()).isNull();
            assertThat(made.apiKey().createdAt()).isEqualTo(TestNode.START);
            assertThat(made.apiKey().lastUsedAt()).isNull();
            assertThat(node.apiKeys.list(maker.workspaceId(), page(null)).items())
                    .containsExactly(made.apiKey());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void makesAKeyWithScopesForOneAgent(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var agentId = Ids.next();

            var made = node.apiKeys.create(
                    admin(node),
                    Map.of("label", "agent", "scopes", List.of("admin", "read"), "agent_id", agentId.toString()));

            assertThat(made.apiKey().scopes()).containsExactly(Scope.READ, Scope.ADMIN);
            assertThat(made.apiKey().agentId()).isEqualTo(agentId);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void storesOnlyTheKeysDigest(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            var made = node.apiKeys.create(admin(node), Map.of("label", "CRM"));

            assertThat(node.value("select key_hash from workspace.api_key")).isEqualTo(Secrets.sha256(made.key()));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rejectsWhatIsNoKey(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var maker = admin(node);
            var choices = "must be one of read, write, admin";

            assertInvalid(node, maker, Map.of(), new Violation("/label", "is required"));
            assertInvalid(node, maker, Map.of("label", " "), new Violation("/label", "must not be blank"));
            assertInvalid(
                    node,
                    maker,
                    Map.of("label", "x".repeat(101)),
                    new Violation("/label", "must have at most 100 characters"));
            assertInvalid(
                    node,
                    maker,
                    Map.of("label", "a", "scopes", List.of()),
                    new Violation("/scopes", "must not be empty"));
            assertInvalid(
                    node, maker, Map.of("label", "a", "scopes", "read"), new Violation("/scopes", "must be a list"));
            assertInvalid(
                    node,
                    maker,
                    Map.of("label", "a", "scopes", List.of("read", "READ", 3)),
                    new Violation("/scopes/1", choices),
                    new Violation("/scopes/2", choices));
            assertInvalid(
                    node,
                    maker,
                    Map.of("label", "a", "scopes", List.of("read", "write", "read")),
                    new Violation("/scopes/2", "is there already"));
            assertInvalid(
                    node,
                    maker,
                    Map.of("label", "a", "scopes", List.of("read", "write", "admin", "read")),
                    new Violation("/scopes", "must have at most 3 entries"));
            assertInvalid(
                    node,
                    maker,
                    Map.of("label", "a", "agent_id", "7"),
                    new Violation("/agent_id", "must be an id (a UUID)"));
            assertInvalid(
                    node, maker, Map.of("label", "a", "role", "x"), new Violation("/role", "is not a known property"));
            assertThat(node.value("select count(*) from workspace.api_key")).isEqualTo(0L);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsTheLongestLabel(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);

            var made = node.apiKeys.create(admin(node), Map.of("label", "\ud83d\ude00".repeat(100)));

            assertThat(made.apiKey().label()).hasSize(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKeyCanNotDoMoreThanItsMaker(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var workspaceId = admin(node).workspaceId();
            var maker = key(workspaceId, Set.of(Scope.ADMIN, Scope.READ), null);

            assertForbidden(node, maker, Map.of("label", "a"));
            assertForbidden(node, maker, Map.of("label", "a", "scopes", List.of("write")));
            assertThat(node.apiKeys
                            .create(maker, Map.of("label", "a", "scopes", List.of("read")))
                            .apiKey()
                            .scopes())
                    .containsExactly(Scope.READ);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aKeyOfOneAgentMakesKeysOfThatAgentOnly(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var agentId = Ids.next();
            var maker = key(admin(node).workspaceId(), EnumSet.allOf(Scope.class), agentId);
            var unbound = new HashMap<String, Object>(Map.of("label", "a"));
            unbound.put("agent_id", null);

            assertForbidden(node, maker, Map.of("label", "a"));
            assertForbidden(node, maker, unbound);
            assertForbidden(
                    node, maker, Map.of("label", "a", "agent_id", Ids.next().toString()));
            var made = node.apiKeys.create(maker, Map.of("label", "a", "agent_id", agentId.toString()));
            assertThat(made.apiKey().agentId()).isEqualTo(agentId);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void listsTheWorkspacesKeysPageByPageNewestFirst(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var maker = admin(node);
            for (var label : List.of("a", "b", "c")) {
                node.apiKeys.create(maker, Map.of("label", label));
                clock.forward(Duration.ofSeconds(1));
            }
            var other = node.workspaces.create(maker, Map.of("name", "other"));
            node.apiKeys.create(key(other.id(), maker.scopes(), null), Map.of("label", "foreign"));

            var first = node.apiKeys.list(maker.workspaceId(), new PageRequest(2, null));
            var second = node.apiKeys.list(maker.workspaceId(), new PageRequest(2, first.next()));

            assertThat(first.items()).extracting(ApiKeyView::label).containsExactly("c", "b");
            assertThat(second.items()).extracting(ApiKeyView::label).containsExactly("a");
            assertThat(second.next()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void revokingEndsAKeyAtOnce(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var maker = admin(node);
            var made = node.apiKeys.create(maker, Map.of("label", "a"));

            node.apiKeys.revoke(maker.workspaceId(), made.apiKey().id());

            assertThat(node.access.byApiKey(made.key())).isEmpty();
            assertThat(node.apiKeys.list(maker.workspaceId(), page(null)).items())
                    .isEmpty();
            assertNotFound(node, maker.workspaceId(), made.apiKey().id());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void doesNotRevokeAnotherWorkspacesKey(Kind kind) {
        try (var database = TestDatabase.of(kind, "workspace")) {
            var node = TestNode.prepared(database, clock);
            var maker = admin(node);
            var made = node.apiKeys.create(maker, Map.of("label", "a"));
            var other = node.workspaces.create(maker, Map.of("name", "other"));

            assertNotFound(node, other.id(), made.apiKey().id());

            assertThat(node.access.byApiKey(made.key())).isPresent();
        }
    }

    private static Caller admin(TestNode node) {
        var session = node.signIn(TestNode.ADMIN_EMAIL, TestNode.ADMIN_PASSWORD, TestNode.ADDRESS);
        return node.access.bySession(session.token(), null).orElseThrow();
    }

    private static Caller key(UUID workspaceId, Set<Scope> scopes, @Nullable UUID agentId) {
        return new Caller(workspaceId, null, Ids.next(), scopes, agentId, false, null);
    }

    private static PageRequest page(@Nullable String after) {
        return new PageRequest(PageRequest.DEFAULT_LIMIT, after);
    }

    private static void assertInvalid(TestNode node, Caller maker, Map<String, Object> body, Violation... violations) {
        assertThatThrownBy(() -> node.apiKeys.create(maker, body)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.violations()).containsExactly(violations);
        });
    }

    private static void assertForbidden(TestNode node, Caller maker, Map<String, Object> body) {
        assertThatThrownBy(() -> node.apiKeys.create(maker, body))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    private static void assertNotFound(TestNode node, UUID workspaceId, UUID apiKeyId) {
        assertThatThrownBy(() -> node.apiKeys.revoke(workspaceId, apiKeyId))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }
}
