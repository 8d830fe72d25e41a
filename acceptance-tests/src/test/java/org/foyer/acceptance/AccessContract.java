package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.acceptance.Operations.Operation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every operation of the document keeps out whom it should. The operations are read from {@code docs/openapi.yaml}, so
 * that a new one is held as soon as it is described; that the document tells the truth about the code is for
 * {@link AccessRules}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessContract {
    private static final String FILE = String.join(
            "\r\n",
            "--form",
            "Content-Disposition: form-data; name=\"file\"; filename=\"people.csv\"",
            "",
            "email",
            "ada.form@example.com",
            "--form--",
            "");
    private static final Set<String> SCOPES = Set.of("read", "write", "admin");
    private static final String EVERY_SCOPE = "[\"read\",\"write\",\"admin\"]";

    /** How to make one of each kind of thing that an address names. A new path parameter needs a line here. */
    private static final Map<String, Function<Things, String>> MAKERS = Map.ofEntries(
            Map.entry("agent_id", Things::agent),
            Map.entry("action_id", things -> things.first("/api/v1/agents/" + things.id("agent_id") + "/actions")),
            Map.entry("knowledge_id", Things::knowledge),
            Map.entry("question_id", Things::question),
            Map.entry("key_id", things -> things.made("/api/v1/api-keys", "{\"label\":\"thing\"}")),
            Map.entry(
                    "member_id",
                    things -> things.made(
                            "/api/v1/members",
                            "{\"email\":\"" + UUID.randomUUID() + "@example.org\",\"role\":\"viewer\"}")),
            Map.entry("session_id", things -> UUID.randomUUID().toString()),
            Map.entry("workspace_id", things -> things.workspace()),
            Map.entry(
                    "lead_id",
                    things -> things.made(
                            "/api/v1/agents/" + things.id("agent_id") + "/leads",
                            "{\"email\":\"" + UUID.randomUUID() + "@example.org\"}")),
            Map.entry("contact_id", Things::contact),
            Map.entry(
                    "segment_id",
                    things -> things.made(
                            "/api/v1/segments",
                            "{\"name\":\"thing\",\"filter\":{\"field\":\"name\",\"op\":\"is_set\"}}")),
            Map.entry(
                    "webhook_id",
                    things -> things.made(
                            "/api/v1/webhooks",
                            // nobody listens there, so what is sent is known to have failed at once
                            "{\"url\":\"http://127.0.0.1:1/\",\"events\":[\"conversation.resolved\"]}")),
            Map.entry("delivery_id", Things::delivery),
            Map.entry("export_id", Things::export),
            Map.entry("import_id", Things::imported),
            Map.entry("merge_id", Things::merged),
            Map.entry("duplicate_id", Things::duplicate),
            Map.entry("attribute_name", Things::attribute),
            Map.entry("external_id", things -> "thing-" + UUID.randomUUID()),
            Map.entry("conversation_id", Things::conversation));

    private final List<Operation> operations =
            Operations.all().stream().filter(Operation::isOfTheTeam).toList();

    private Things ours;
    private Things theirs;
    private Api strangers;

    abstract URI url();

    /** A workspace and one of each kind of thing in it, made when asked for. */
    private static final class Things {
        private final Team team;
        private final Map<String, String> ids = new HashMap<>();

        Things(Team team) {
            this.team = team;
        }

        Map<String, String> ids(List<String> parameters) {
            var wanted = new LinkedHashMap<String, String>();
            parameters.forEach(parameter -> wanted.put(parameter, id(parameter)));
            return wanted;
        }

        String id(String parameter) {
            if (!ids.containsKey(parameter)) {
                var maker = MAKERS.get(parameter);
                if (maker == null) {
                    throw new AssertionError(
                            "AccessContract does not know how to make a {" + parameter + "}: add a line to its MAKERS");
                }
                ids.put(parameter, maker.apply(this));
            }
            return ids.get(parameter);
        }

        private String made(String path, String json) {
            return team.key().post(path, json).expecting(201).json().path("id").asText();
        }

        private String first(String path) {
            return team.key().get(path).expecting(200).json().at("/items/0/id").asText();
        }

        private String workspace() {
            return team.key().get("/api/v1/workspace").json().path("id").asText();
        }

        private String agent() {
            var agent = team.agentThatCollects("");
            team.key().post("/api/v1/agents/" + agent + "/identity-secret", null);
            return agent;
        }

        private String conversation() {
            var guest = team.visit(id("agent_id"));
            guest.say("Hello").expecting(200);
            return guest.conversation();
        }

        private String knowledge() {
            var path = "/api/v1/agents/" + id("agent_id") + "/knowledge";
            var id = made(path, "{\"title\":\"Hours\",\"text\":\"From nine to five.\"}");
            Waiting.until("it is indexed", () -> !team.key()
                    .get(path + "/" + id)
                    .json()
                    .path("indexed_at")
                    .isNull());
            return id;
        }

        private String question() {
            team.visit(id("agent_id")).say("How strong is the rope?").expecting(200);
            return first("/api/v1/agents/" + id("agent_id") + "/knowledge/unanswered");
        }

        private String delivery() {
            var address = "/api/v1/webhooks/" + id("webhook_id");
            var ping = team.key()
                    .post(address + "/ping", null)
                    .expecting(202)
                    .json()
                    .path("id")
                    .asText();
            Waiting.until("the ping is made", () -> !team.key()
                    .get(address + "/deliveries?status=dead")
                    .json()
                    .path("items")
                    .isEmpty());
            return ping;
        }

        private String export() {
            var id = made("/api/v1/contacts/exports", "{}");
            Waiting.until("the file is made", () -> team.key()
                    .get("/api/v1/contacts/exports/" + id)
                    .json()
                    .path("state")
                    .asText()
                    .equals("done"));
            return id;
        }

        private String imported() {
            var id = team.key()
                    .postForm("/api/v1/contacts/imports", "people.csv", "name,email\nAda,ada.imported@example.com\n")
                    .expecting(201)
                    .json()
                    .path("id")
                    .asText();
            Waiting.until("the file is imported", () -> team.key()
                    .get("/api/v1/contacts/imports/" + id)
                    .json()
                    .path("state")
                    .asText()
                    .equals("completed"));
            return id;
        }

        private String merged() {
            var survivor = made("/api/v1/contacts", "{\"name\":\"Ada\"}");
            var other = made("/api/v1/contacts", "{\"name\":\"Ada\"}");
            return team.key()
                    .post("/api/v1/contacts/" + survivor + "/merge", "{\"other_id\":\"" + other + "\"}")
                    .expecting(200)
                    .json()
                    .path("merge_id")
                    .asText();
        }

        /** A lead with the e-mail of one contact and the phone of another makes them look like one person. */
        private String duplicate() {
            var email = UUID.randomUUID() + "@example.org";
            made("/api/v1/contacts", "{\"email\":\"" + email + "\"}");
            made("/api/v1/contacts", "{\"phone\":\"+4930901820\"}");
            made(
                    "/api/v1/agents/" + id("agent_id") + "/leads",
                    "{\"email\":\"" + email + "\",\"phone\":\"+4930901820\"}");
            Waiting.until("the suggestion", () -> !first("/api/v1/contacts/duplicates")
                    .isEmpty());
            return first("/api/v1/contacts/duplicates");
        }

        private String attribute() {
            return team.key()
                    .post("/api/v1/custom-attributes", "{\"name\":\"a" + UUID.randomUUID() + "\",\"type\":\"text\"}")
                    .expecting(201)
                    .json()
                    .path("name")
                    .asText();
        }

        private String contact() {
            var lead = "/api/v1/leads/" + id("lead_id");
            Waiting.until(
                    "the lead's contact",
                    () -> !team.key().get(lead).json().path("contact_id").isNull());
            return team.key().get(lead).json().path("contact_id").asText();
        }
    }

    @BeforeAll
    void makesTwoWorkspaces() {
        var team = Team.signIn(url());
        ours = new Things(team.inNewWorkspace("Ours"));
        theirs = new Things(team.inNewWorkspace("Theirs"));
        strangers = Api.at(url());
        assertThat(operations).hasSizeGreaterThan(30);
    }

    private static Api.Answer call(Api api, Operation operation, String address) {
        var type = operation.contentType();
        if (type != null && type.startsWith("multipart/")) {
            return api.with("Content-Type", "multipart/form-data; boundary=form")
                    .outsideContract(operation.method(), address, FILE);
        }
        var typed = type == null ? api : api.with("Content-Type", type);
        return typed.outsideContract(operation.method(), address, operation.body());
    }

    private Stream<DynamicTest> each(Stream<Operation> some, Consumer<Operation> test) {
        return some.map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> test.accept(operation)));
    }

    private Stream<Operation> scoped() {
        return operations.stream().filter(operation -> SCOPES.contains(operation.scope()));
    }

    private Stream<Operation> closed() {
        return operations.stream().filter(operation -> !operation.scope().equals("public"));
    }

    private static void isProblem(Api.Answer answer, int... statuses) {
        assertThat(answer.status())
                .as(answer.body())
                .isIn(Arrays.stream(statuses).boxed().toArray());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @TestFactory
    Stream<DynamicTest> whoHasNoCredentialIsNotLetIn() {
        return each(closed(), operation -> {
            var address = operation.at(ours.ids(operation.parameters()));
            isProblem(call(strangers, operation, address), 401);
            isProblem(call(strangers.bearing("fyr_live_made-up"), operation, address), 401);
            isProblem(call(strangers.with("Cookie", "foyer_session=made-up"), operation, address), 401);
        });
    }

    @TestFactory
    Stream<DynamicTest> aKeyWithoutTheScopeMayNot() {
        var without = SCOPES.stream()
                .collect(Collectors.toMap(
                        scope -> scope,
                        scope -> ours.team.keyWith("{\"label\":\"x\",\"scopes\":"
                                + EVERY_SCOPE
                                        .replaceFirst(",?\"" + scope + "\"", "")
                                        .replace("[,", "[") + "}")));
        without.put("session", ours.team.key());
        return each(
                closed(),
                operation -> isProblem(
                        call(without.get(operation.scope()), operation, operation.at(ours.ids(operation.parameters()))),
                        403));
    }

    @TestFactory
    Stream<DynamicTest> aMemberMayWhatTheRoleMay() {
        var viewer = sessionOf("viewer");
        var editor = sessionOf("editor");
        return each(closed().filter(operation -> !operation.scope().equals("read")), operation -> {
            var address = operation.at(ours.ids(operation.parameters()));
            if (operation.scope().equals("admin")) {
                isProblem(call(editor, operation, address), 403);
            }
            if (!operation.scope().equals("session")) {
                isProblem(call(viewer, operation, address), 403);
            }
        });
    }

    /** A member of ours in this role, signed in. */
    private Api sessionOf(String role) {
        var token = ours.team
                .key()
                .post(
                        "/api/v1/members",
                        "{\"email\":\"" + UUID.randomUUID() + "@example.org\",\"role\":\"" + role + "\"}")
                .expecting(201)
                .json()
                .path("token")
                .asText();
        var opened = strangers
                .post(
                        "/api/v1/invitations/acceptance",
                        "{\"token\":\"" + token + "\",\"name\":\"Ada\",\"password\":\"a password of theirs\"}")
                .expecting(201);
        return Team.sessionOf(url(), opened);
    }

    @TestFactory
    Stream<DynamicTest> aWriteInASessionNeedsTheCsrfToken() {
        return each(closed().filter(operation -> !operation.reads()), operation -> {
            var address = operation.at(ours.ids(operation.parameters()));
            isProblem(call(ours.team.session().with("X-CSRF-Token", "made-up"), operation, address), 403);
        });
    }

    @TestFactory
    Stream<DynamicTest> anotherWorkspacesThingsAreNotThere() {
        var readable = scoped().filter(operation -> operation.reads()
                        && !operation.streams()
                        && !operation.parameters().isEmpty()
                        && !operation.path().endsWith("/erasure")) // nobody has asked for one
                .toList();
        scoped().forEach(operation -> theirs.ids(operation.parameters())); // all there before any is read
        var before = new LinkedHashMap<String, String>();
        var tests = new ArrayList<DynamicTest>();
        for (var operation : readable) {
            tests.add(DynamicTest.dynamicTest("their own key reads " + operation, () -> {
                var address = operation.at(theirs.ids(operation.parameters()));
                var answer = call(theirs.team.key(), operation, address);
                assertThat(answer.status()).as(answer.body()).isLessThan(400);
                before.put(address, lasting(answer));
            }));
        }
        // an id of the client's own making names nothing of anybody else's: theirs stays as it is, ours is made
        var addressed = scoped().filter(operation -> !operation.parameters().contains("external_id"));
        addressed.forEach(operation -> operation
                .parameters()
                .forEach(foreign -> tests.add(DynamicTest.dynamicTest(operation + " with a foreign " + foreign, () -> {
                    // one id of theirs is enough, in whatever place
                    var ids = new LinkedHashMap<>(ours.ids(operation.parameters()));
                    ids.put(foreign, theirs.id(foreign));
                    isProblem(call(ours.team.key(), operation, operation.at(ids)), 404);
                    isProblem(call(ours.team.key(), operation, operation.at(theirs.ids(operation.parameters()))), 404);
                }))));
        tests.add(DynamicTest.dynamicTest(
                "nothing of theirs was changed",
                () -> before.forEach(
                        (address, body) -> assertThat(lasting(theirs.team.key().outsideContract("GET", address, null)))
                                .as(address)
                                .isEqualTo(body))));
        return tests.stream();
    }

    /** But for the time of asking. */
    private static String lasting(Api.Answer answer) {
        return answer.body().replaceFirst("\"exported_at\":\"[^\"]*\"", "");
    }

    @TestFactory
    Stream<DynamicTest> aKeyOfAnotherAgentSeesAndChangesNothing() {
        var agent = ours.team.agent("{\"name\":\"Another\"}");
        var key = ours.team.keyWith(
                "{\"label\":\"bound\",\"scopes\":" + EVERY_SCOPE + ",\"agent_id\":\"" + agent + "\"}");
        // the workspace itself is the key's own
        var some = scoped().filter(operation -> !operation.parameters().equals(List.of("workspace_id")));
        return each(some, operation -> {
            var address = operation.at(ours.ids(operation.parameters()));
            if (!operation.reads() || !operation.parameters().isEmpty()) {
                isProblem(call(key, operation, address), 403, 404);
            } else if (!operation.streams()) {
                var answer = call(key, operation, address);
                var seen = ours.ids.entrySet().stream()
                        .filter(id -> !id.getKey().equals("workspace_id"))
                        .filter(id -> answer.body().contains(id.getValue()))
                        .toList();
                assertThat(seen).as(answer.body()).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aChangeOfWhatSomebodyElseChangedIsRefused() {
        return each(scoped().filter(Operation::versioned), operation -> {
            var address = operation.at(ours.ids(operation.parameters()));
            isProblem(call(ours.team.key().with("If-Match", "\"stale\""), operation, address), 412);
        });
    }
}
