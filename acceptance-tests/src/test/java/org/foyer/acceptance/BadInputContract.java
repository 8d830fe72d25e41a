package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends: a clear problem document, nothing stored, nothing in the log that looks like our fault. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInputContract {
    abstract FoyerProcess installation();

    private URI url() {
        return installation().url();
    }

    private Team team() {
        return Team.signIn(url());
    }

    private static void isProblem(Api.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo("/problems/" + type);
        assertThat(answer.json().path("instance").asText()).startsWith("urn:uuid:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "null",
                "{\"name\":\"a\"} trailing",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{name:1}",
                "{\"name\":NaN}"
            })
    void refusesABodyThatIsNotOneJsonObject(String body) {
        var answer = team().key().outsideContract("POST", "/api/v1/agents", body);
        isProblem(answer, 400, body.isEmpty() ? "validation" : "malformed-json");
    }

    @Test
    void refusesBadUtf8AndUtf16() {
        var key = team().key();
        isProblem(
                key.postBytes(
                        "/api/v1/agents", new byte[] {'{', '"', 'n', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}),
                400,
                "malformed-json");
        isProblem(
                key.postBytes("/api/v1/agents", "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16)),
                400,
                "malformed-json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":5}|/name",
                "{\"name\":null}|/name",
                "{\"name\":\"  \"}|/name",
                "{}|/name",
                "{\"name\":\"a\\u0000b\"}|/name",
                "{\"name\":\"a\\ud800b\"}|/name",
                "{\"name\":\"a\\u0007b\"}|/name",
                "{\"name\":\"a\",\"nmae\":\"b\"}|/nmae",
                "{\"name\":\"a\",\"x\\ud800\":\"b\"}|/x\uFFFD",
                "{\"name\":\"a\",\"default_region\":\"XX\"}|/default_region",
                "{\"name\":\"a\",\"locale\":\"not a locale\"}|/locale",
                "{\"name\":\"a\",\"allowed_origins\":[\"https://a.example/path\"]}|/allowed_origins/0",
                "{\"name\":\"a\",\"theme\":{\"accent\":\"red\"}}|/theme/accent",
            })
    void pointsAtTheValueOfAnAgentThatIsWrong(String body, String pointer) {
        var team = team();
        var before = team.key().get("/api/v1/agents").json();
        var answer = team.key().post("/api/v1/agents", body);
        isProblem(answer, 400, "validation");
        assertThat(answer.pointers()).containsExactly(pointer);
        assertThat(team.key().get("/api/v1/agents").json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"send_money\"}|/kind",
                "{}|/kind",
                "{\"kind\":\"collect_leads\",\"colour\":\"red\"}|/colour",
                "{\"kind\":\"collect_leads\",\"fields\":[\"email\",\"email\"]}|/fields/1",
                "{\"kind\":\"collect_leads\",\"fields\":[\"email\",\"shoe_size\"]}|/fields/1",
                "{\"kind\":\"collect_leads\",\"fields\":[]}|/fields",
                "{\"kind\":\"collect_leads\",\"fields\":\"email\"}|/fields",
                "{\"kind\":\"collect_leads\",\"fields\":[{\"name\":\"email\",\"required\":\"yes\"}]}|/fields/0/required",
                "{\"kind\":\"collect_leads\",\"name\":\"not a function\"}|/name",
                "{\"kind\":\"collect_leads\",\"mode\":\"maybe\"}|/mode",
                "{\"kind\":\"collect_leads\",\"enabled\":\"true\"}|/enabled",
                "{\"kind\":\"collect_leads\",\"examples\":{\"offer\":[5]}}|/examples/offer/0",
            })
    void pointsAtTheValueOfAnActionThatIsWrong(String body, String pointer) {
        var team = team();
        var path = "/api/v1/agents/" + team.agent("{\"name\":\"Sales\"}") + "/actions";
        var answer = team.key().post(path, body);
        isProblem(answer, 400, "validation");
        assertThat(answer.pointers()).contains(pointer);
        assertThat(team.key().get(path).json().path("items")).isEmpty();
    }

    @Test
    void takesAnyLanguageButNoOverlongOrBrokenMessage() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        for (var text :
                new String[] {"مرحبا، كيف الحال؟", "😀".repeat(8000), "tabs\tand\nlines", "<script>alert(1)</script>"
                }) {
            guest.say(text).expecting(200);
            assertThat(guest.texts()).contains(text);
        }
        var before = guest.history();
        isProblem(guest.say("x".repeat(8001)), 400, "validation");
        isProblem(guest.say(" \n "), 400, "validation");
        isProblem(guest.api().post(guest.messagesPath(), "{\"text\":\"a\\u0000\"}"), 400, "validation");
        isProblem(guest.api().post(guest.messagesPath(), "{\"text\":\"\\udc00\"}"), 400, "validation");
        isProblem(guest.api().post(guest.messagesPath(), "{\"text\":[1]}"), 400, "validation");
        assertThat(guest.history()).isEqualTo(before);
    }

    @Test
    void refusesABodyOfTwoMebibytesDeclaredOrNot() {
        var key = team().key();
        var body = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        isProblem(key.outsideContract("POST", "/api/v1/agents", body), 413, "too-large");
        isProblem(key.postChunked("/api/v1/agents", body), 413, "too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nothing,404,not-found",
        "GET,/api/v1,404,not-found",
        "GET,/api/v1/leads/not-an-id,404,not-found",
        "GET,/api/v1/leads/00000000-0000-7000-8000-000000000000,404,not-found",
        "GET,/api/v1/leads?limit=abc,400,validation",
        "GET,/api/v1/leads?limit=0,400,validation",
        "GET,/api/v1/leads?limit=101,400,validation",
        "GET,/api/v1/leads?after=abc,400,validation",
        "GET,/api/v1/leads?since=yesterday,400,validation",
        "GET,/api/v1/leads?status=cold,400,validation",
        "GET,/api/v1/leads?agent_id=5,400,validation",
        "GET,/api/v1/leads/export?format=pdf,400,validation",
        "PUT,/api/v1/agents,405,method-not-allowed",
        "DELETE,/api/v1/leads,405,method-not-allowed",
        "GET,/api/v1/leads?stauts=new,400,validation",
        "GET,/api/v1/leads?limit=1&limit=2,400,validation",
        "GET,/api/v1/leads?q=%ff,400,validation",
        "GET,/api/v1/leads?q=%ED%A0%80,400,validation",
        "GET,/api/v1/me?x,400,validation",
        "POST,/demo,405,method-not-allowed",
        "DELETE,/,405,method-not-allowed",
        "PUT,/widget.js,405,method-not-allowed",
        "GET,/nothing,404,not-found",
        "GET,/WEB-INF/web.xml,404,not-found",
    })
    void answersAProblemOnEveryWrongAddressAndParameter(String method, String path, int status, String type) {
        isProblem(team().key().outsideContract(method, path, null), status, type);
    }

    /** What no HTTP client sends, and the container refuses before it looks for an application. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz",
                "POST /api/%zz",
                "GET /api/v1/leads/%00",
                "GET /api/v1/leads/%ff",
                "GET /api/..%5c..",
                "GET /api/../../x",
                "GET /%2e%2e/WEB-INF/web.xml"
            })
    void answersAProblemToAnAddressThatCannotBeRead(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + "Host: 127.0.0.1\r\n" + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"type\":\"/problems/malformed-request\"");
        }
    }

    @Test
    void refusesPropertiesWhereNoneIsRead() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        var dismissal = "/api/widget/v1/lead-forms/" + guest.askForForm() + "/dismissal";

        isProblem(guest.api().outsideContract("POST", dismissal, "{"), 400, "malformed-json");
        var answer = guest.api().outsideContract("POST", dismissal, "{\"resaon\":\"busy\"}");
        isProblem(answer, 400, "validation");
        assertThat(answer.pointers()).containsExactly("/resaon");
        guest.api().post(dismissal, "{}").expecting(200);
    }

    @Test
    void survivesAbsurdHeadersAndValues() {
        var team = team();
        var agent = "/api/v1/agents/" + team.agent("{\"name\":\"Sales\"}");
        team.key()
                .with("If-Match", "\"\",,W/x")
                .outsideContract("PATCH", agent, "{}")
                .expecting(412);
        team.key().with("If-Match", "*").outsideContract("PATCH", agent, "{}").expecting(200);
        isProblem(
                team.key().with("Idempotency-Key", "k".repeat(256)).outsideContract("POST", "/api/v1/agents", "{}"),
                400,
                "validation");
        for (var type :
                new String[] {"application", "application/json; charset=utf-16", "*/*", ";;;", "application/json/x"}) {
            var answer =
                    team.key().with("Content-Type", type).outsideContract("POST", "/api/v1/agents", "{\"name\":5}");
            assertThat(answer.status()).as(type).isBetween(400, 499);
            assertThat(answer.header("Content-Type")).as(type).isEqualTo("application/problem+json");
            assertThat(answer.header("Content-Type")).as(type).isEqualTo("application/problem+json");
        }
        for (var accept : new String[] {"garbage", "a/b/c", "*/*;q=x", ";", "text/html"}) {
            var answer = team.key().with("Accept", accept).outsideContract("GET", agent, null);
            assertThat(answer.status()).as(accept).isBetween(200, 499);
        }
        var deep = "[".repeat(999) + "]".repeat(999);
        for (var value :
                new String[] {deep, "1e999999999", "-1e-999999999", "9".repeat(900), "{\"" + "k".repeat(5000) + "\":1}"
                }) {
            var answer =
                    team.key().outsideContract("POST", "/api/v1/agents", "{\"name\":\"a\",\"theme\":" + value + "}");
            assertThat(answer.status()).as(value).isEqualTo(400);
        }
        for (var path : new String[] {
            "/api/v1/leads?limit=1&limit=2",
            "/api/v1/leads?q=" + "x".repeat(5000),
            "/api/v1/leads?q=%00",
            "/api/v1/leads?since=%2B999999999-01-01T00:00:00Z",
            "/api/v1/agents;x=1?limit=5",
            "/api/v1/agents/a%2Fb",
            "/api/v1//agents"
        }) {
            assertThat(team.key().outsideContract("GET", path, null).status())
                    .as(path)
                    .isBetween(200, 499);
        }
        team.key()
                .with("Cookie", "foyer_session=;;=,\"")
                .outsideContract("GET", agent, null)
                .expecting(200);
        isProblem(Api.at(url()).with("Cookie", "$Version=x").get("/api/v1/me"), 401, "unauthorized");
    }

    @Test
    void countsWhatComesWhateverLengthWasDeclared() throws IOException {
        for (var length : new String[] {"9000000000000000000", "0000000000000000000000005000000"}) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), url().getPort())) {
                socket.setSoTimeout(30_000);
                var out = socket.getOutputStream();
                out.write(("POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(" ".repeat(1024 * 1024 + 64 * 1024).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(answer.readLine()).as(length).contains(" 413 ");
            }
        }
    }

    @Test
    void isNotKeptBusyByAMebibyteOfNonsense() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var names = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            names.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        isProblem(
                Api.at(url())
                        .outsideContract(
                                "POST",
                                "/api/widget/v1/agents/" + agent + "/conversations",
                                "{\"utm\":{" + names + "}}"),
                400,
                "validation");
        assertThat(team.key()
                        .outsideContract("POST", "/api/v1/agents", "{" + names + "}")
                        .pointers())
                .as("the first hundred are enough")
                .hasSize(100);
        var marks = "a" + "\u0301".repeat(100_000) + "\u0316".repeat(100_000);
        isProblem(
                team.key()
                        .outsideContract("POST", "/api/v1/agents/" + agent + "/leads", "{\"name\":\"" + marks + "\"}"),
                400,
                "validation");
    }

    @Test
    void saysWhichMediaTypesAndMethodsItTakes() {
        var key = team().key();
        isProblem(
                key.with("Content-Type", "text/plain").outsideContract("POST", "/api/v1/agents", "{\"name\":\"a\"}"),
                415,
                "unsupported-media-type");
        isProblem(
                key.with("Content-Encoding", "gzip").outsideContract("POST", "/api/v1/agents", "{\"name\":\"a\"}"),
                415,
                "unsupported-media-type");
        isProblem(
                key.with("Accept", "image/png").outsideContract("GET", "/api/v1/agents", null), 406, "not-acceptable");
        assertThat(key.outsideContract("PUT", "/api/v1/agents", "{}").header("Allow"))
                .contains("GET", "POST");
    }

    @Test
    void letsNobodyInWithoutValidCredentials() {
        var open = Api.at(url());
        isProblem(open.get("/api/v1/leads"), 401, "unauthorized");
        isProblem(open.bearing("fyr_live_guess").get("/api/v1/leads"), 401, "unauthorized");
        isProblem(open.with("Authorization", "Basic YTpi").get("/api/v1/leads"), 401, "unauthorized");
        isProblem(open.with("Cookie", "foyer_session=guess").get("/api/v1/leads"), 401, "unauthorized");
        isProblem(
                open.post("/api/v1/session", "{\"email\":\"admin@localhost\",\"password\":\"wrong-password\"}"),
                401,
                "unauthorized");
        assertThat(open.get("/api/v1/leads").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void wantsTheCsrfTokenOnWritesOfASession() {
        var team = team();
        isProblem(
                team.session().with("X-CSRF-Token", "guess").post("/api/v1/agents", "{\"name\":\"a\"}"),
                403,
                "forbidden");
        team.session().get("/api/v1/me").expecting(200);
        team.session().delete("/api/v1/session").expecting(204);
        isProblem(team.session().get("/api/v1/me"), 401, "unauthorized");
    }

    @Test
    void holdsAKeyToItsScopesAndItsAgent() {
        var team = team();
        var mine = team.agentThatCollects("");
        var other = team.agentThatCollects("");
        var reader = team.keyWith("{\"label\":\"reader\",\"scopes\":[\"read\"]}");
        isProblem(reader.post("/api/v1/agents", "{\"name\":\"a\"}"), 403, "forbidden");
        isProblem(reader.get("/api/v1/api-keys"), 403, "forbidden");

        var bound = team.keyWith("{\"label\":\"bound\",\"agent_id\":\"" + mine + "\"}");
        bound.post("/api/v1/agents/" + mine + "/leads", "{\"email\":\"a@example.com\"}")
                .expecting(201);
        isProblem(bound.post("/api/v1/agents/" + other + "/leads", "{\"email\":\"a@example.com\"}"), 404, "not-found");
        isProblem(bound.get("/api/v1/agents/" + other), 404, "not-found");
        assertThat(bound.get("/api/v1/leads").json().path("items").findValuesAsText("agent_id"))
                .containsOnly(mine);
        assertThat(bound.get("/api/v1/agents").json().path("items").findValuesAsText("id"))
                .containsExactly(mine);
    }

    @Test
    void hidesOneWorkspaceFromAnother() {
        var team = team();
        var agent = team.agentThatCollects("");
        var guest = team.visit(agent);
        var lead = guest.submit(guest.askForForm(), "{\"email\":\"hidden@example.com\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        var workspace = team.session()
                .post("/api/v1/workspaces", "{\"name\":\"Other\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        var made = team.session()
                .with("Foyer-Workspace", workspace)
                .post("/api/v1/api-keys", "{\"label\":\"other\",\"scopes\":[\"read\",\"write\"]}")
                .expecting(201);
        var stranger = Api.at(url()).bearing(made.json().path("key").asText());

        isProblem(stranger.get("/api/v1/agents/" + agent), 404, "not-found");
        isProblem(stranger.get("/api/v1/agents/" + agent + "/leads"), 404, "not-found");
        isProblem(stranger.get("/api/v1/agents/" + agent + "/actions"), 404, "not-found");
        isProblem(stranger.get("/api/v1/leads/" + lead), 404, "not-found");
        isProblem(stranger.patch("/api/v1/leads/" + lead, "{\"status\":\"lost\"}"), 404, "not-found");
        isProblem(stranger.delete("/api/v1/leads/" + lead), 404, "not-found");
        isProblem(stranger.get("/api/v1/conversations/" + guest.conversation()), 404, "not-found");
        isProblem(
                stranger.post("/api/v1/agents/" + agent + "/leads", "{\"email\":\"x@example.com\"}"), 404, "not-found");
        assertThat(stranger.get("/api/v1/leads").json().path("items")).isEmpty();
        assertThat(stranger.get("/api/v1/contacts").json().path("items")).isEmpty();
        assertThat(team.key().get("/api/v1/leads/" + lead).json().path("status").asText())
                .isEqualTo("new");
    }

    @Test
    void opensAVisitorsConversationToNobodyElse() {
        var team = team();
        var agent = team.agentThatCollects("");
        var guest = team.visit(agent);
        var form = guest.askForForm();
        var other = team.visit(agent);

        isProblem(other.api().get(guest.messagesPath()), 404, "not-found");
        isProblem(other.api().post(guest.messagesPath(), "{\"text\":\"hi\"}"), 404, "not-found");
        isProblem(other.submit(form, "{\"email\":\"a@example.com\"}"), 404, "not-found");
        isProblem(other.dismiss(form), 404, "not-found");
        isProblem(Api.at(url()).get(guest.messagesPath()), 401, "unauthorized");
        isProblem(Api.at(url()).bearing("fyv_guess").get(guest.messagesPath()), 401, "unauthorized");
        isProblem(team.key().get(guest.messagesPath()), 401, "unauthorized");
        isProblem(guest.api().get("/api/v1/leads"), 401, "unauthorized");
        isProblem(guest.submit(UUID.randomUUID().toString(), "{}"), 404, "not-found");
    }

    @Test
    void keepsSpamCaughtByTheHoneypotWithoutTellingAnyone() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        var form = guest.askForForm();
        var lead = guest.api()
                .post(
                        "/api/widget/v1/lead-forms/" + form + "/submission",
                        "{\"fields\":{\"email\":\"bot@example.com\"},\"website\":\"https://spam.example\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        var kept = team.key().get("/api/v1/leads/" + lead).expecting(200).json();
        assertThat(kept.path("status").asText()).isEqualTo("spam");
        assertThat(kept.path("contact_id").isNull()).isTrue();
    }

    @Test
    void opensAnAgentOnlyToItsAllowedOrigins() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\",\"allowed_origins\":[\"https://shop.example\"]}");
        var path = "/api/widget/v1/agents/" + agent;
        var shop = Api.at(url()).with("Origin", "https://shop.example");
        var evil = Api.at(url()).with("Origin", "https://evil.example");

        Api.at(url()).get(path).expecting(200);
        isReadableBy(shop.get(path).expecting(200), "https://shop.example");
        isProblem(evil.get(path), 403, "forbidden");
        assertThat(evil.get(path).header("Access-Control-Allow-Origin")).isEmpty();
        isProblem(evil.post(path + "/conversations", "{}"), 403, "forbidden");

        var guest = Guest.of(shop, agent, "{}");
        isReadableBy(guest.say("Hello").expecting(200), "https://shop.example");
        var stolen = evil.bearing(guest.token());
        isProblem(stolen.get(guest.messagesPath()), 403, "forbidden");
        assertThat(stolen.get(guest.messagesPath()).header("Access-Control-Allow-Origin"))
                .isEmpty();
        var open = "/api/widget/v1/agents/" + team.agent("{\"name\":\"Open\"}");
        isReadableBy(evil.get(open).expecting(200), "*");
    }

    @Test
    void grantsAPreflightToAllowedOriginsAlone() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\",\"allowed_origins\":[\"https://shop.example\"]}");
        var path = "/api/widget/v1/agents/" + agent + "/conversations";
        var asked = Api.at(url()).with("Access-Control-Request-Method", "POST");

        var granted = asked.with("Origin", "https://shop.example").outsideContract("OPTIONS", path, null);
        isReadableBy(granted.expecting(204), "https://shop.example");
        assertThat(granted.header("Access-Control-Allow-Headers")).contains("Authorization", "Idempotency-Key");
        var refused = asked.with("Origin", "https://evil.example").outsideContract("OPTIONS", path, null);
        isProblem(refused, 403, "forbidden");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(asked.with("Origin", "https://shop.example")
                        .outsideContract("OPTIONS", "/api/v1/agents", null)
                        .header("Access-Control-Allow-Origin"))
                .as("the management API is for no other page")
                .isEmpty();
    }

    private static void isReadableBy(Api.Answer answer, String origin) {
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        if (!origin.equals("*")) {
            assertThat(answer.header("Vary")).contains("Origin");
        }
    }

    /** Holds for everything that was sent above, and by whoever else shares the installation. */
    @AfterAll
    void nothingWasLoggedAtError() throws IOException {
        try (var lines = Files.lines(installation().log(), StandardCharsets.UTF_8)) {
            assertThat(lines.filter(line -> line.contains("SEVERE") || line.contains("ERROR")))
                    .isEmpty();
        }
    }
}
