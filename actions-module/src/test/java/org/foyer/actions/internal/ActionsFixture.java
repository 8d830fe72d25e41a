package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.encoder.SharedEncoder;
import org.foyer.encoder.TextEncoder;
import org.foyer.platform.document.Document;
import org.foyer.platform.jobs.Job;
import org.foyer.platform.jobs.Jobs;
import org.foyer.platform.json.Json;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The context's façades on a real database, each call in a transaction of its own. The database is shared by all tests
 * of a kind, so each takes a new workspace.
 */
final class ActionsFixture {
    static final Instant START = Instant.parse("2026-03-02T09:20:00.123456Z");

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Map<TestDatabase.Kind, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    final UUID workspace = UUID.randomUUID();
    static final Duration TICK = Duration.ofMinutes(1);

    final HandClock clock = new HandClock(START);
    final TestDatabase database;

    final FiredEvents events = new FiredEvents();
    private final List<UUID> submitted = new ArrayList<>();

    /** None until a test gives one. */
    @Nullable TextEncoder encoder;

    private final SharedEncoder encoders = new SharedEncoder() {
        @Override
        public Optional<TextEncoder> ifLoaded() {
            return Optional.ofNullable(encoder);
        }
    };

    /** The workspace's region. */
    String region = "US";

    private ActionsFixture(TestDatabase database) {
        this.database = database;
    }

    static ActionsFixture on(TestDatabase.Kind kind) {
        return on(DATABASES.computeIfAbsent(kind, wanted -> TestDatabase.of(wanted, "actions")));
    }

    static ActionsFixture on(TestDatabase database) {
        return new ActionsFixture(database);
    }

    static ActionKinds kinds() {
        return new ActionKinds(List.of(new CollectLeads()));
    }

    <T> T agents(Function<Agents, T> call) {
        return database.inTransaction(entityManager -> {
            var agents = new AgentRepository(entityManager);
            var actions = new ActionRepository(entityManager);
            var service = new ActionsService(agents, actions, kinds(), new CollectLeads(), clock);
            return call.apply(new AgentsService(
                    agents,
                    actions,
                    new KnowledgeRepository(entityManager),
                    service,
                    knowledge(entityManager),
                    new FakeWorkspaces(region),
                    clock));
        });
    }

    <T> T knowledge(Function<Knowledge, T> call) {
        return database.inTransaction(entityManager -> call.apply(knowledge(entityManager)));
    }

    private KnowledgeService knowledge(EntityManager entityManager) {
        var repository = new KnowledgeRepository(entityManager);
        return new KnowledgeService(
                new AgentRepository(entityManager),
                repository,
                new KnowledgeSearch(repository, encoders),
                indexing(entityManager),
                new Jobs() {
                    @Override
                    public void submit(Job job, UUID id) {
                        submitted.add(id);
                    }
                },
                clock);
    }

    private KnowledgeIndexing indexing(EntityManager entityManager) {
        return new KnowledgeIndexing(new KnowledgeRepository(entityManager), encoders, events, clock);
    }

    /** Does the background work that was submitted. */
    void indexes() {
        while (!submitted.isEmpty()) {
            var revision = submitted.remove(0);
            database.transact(entityManager -> indexing(entityManager).step(revision));
        }
    }

    /** Does the regular work until nothing is left. */
    void indexesRegularly() {
        while (database.inTransaction(entityManager -> indexing(entityManager).step())) {
            // the next piece
        }
    }

    <T> T actions(Function<Actions, T> call) {
        return database.inTransaction(entityManager -> call.apply(new ActionsService(
                new AgentRepository(entityManager),
                new ActionRepository(entityManager),
                kinds(),
                new CollectLeads(),
                clock)));
    }

    AgentView anAgent() {
        return agent("{'name':'Front desk'}");
    }

    AgentView agent(String body) {
        return agents(agents -> agents.create(workspace, json(body)));
    }

    Page<AgentView> page(@Nullable UUID only, PageRequest request) {
        return agents(agents -> agents.list(workspace, only, request));
    }

    Optional<AgentView> found(AgentView agent) {
        return agents(agents -> agents.find(agent.id()));
    }

    Optional<AgentView> demo() {
        return agents(Agents::findDemo);
    }

    List<ActionView> enabled(AgentView agent) {
        return actions(actions -> actions.enabled(agent.id()));
    }

    AgentView changed(AgentView agent, String body) {
        return agents(agents -> agents.change(workspace, agent.id(), json(body)));
    }

    AgentView read(AgentView agent) {
        return agents(agents -> agents.get(workspace, agent.id()));
    }

    ActionView action(AgentView agent, String body) {
        return actions(actions -> actions.create(workspace, agent.id(), json(body)));
    }

    ActionView changed(ActionView action, String body) {
        return actions(actions -> actions.change(workspace, action.agentId(), action.id(), json(body)));
    }

    ActionView read(ActionView action) {
        return actions(actions -> actions.get(workspace, action.agentId(), action.id()));
    }

    /** A client's object, parsed as the API does; apostrophes stand for quotation marks. */
    static Map<String, Object> json(String body) {
        return Json.read(body.replace('\'', '"'), OBJECT);
    }

    static Document document(String body) {
        return Document.of(json(body));
    }

    static Refusal refusal(ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    /** The pointers of what is wrong, which must be an INVALID. */
    static List<String> pointers(ThrowingCallable call) {
        var refusal = refusal(call);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        return refusal.violations().stream().map(Violation::pointer).toList();
    }
}
