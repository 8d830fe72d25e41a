package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every packaging on every database must do: the whole flow of a lead. */
abstract class FlowContract {
    static final String DOCUMENTED = """
        { "kind": "collect_leads", "fields": ["name", "email", "phone"],
          "success_message": "Thanks! Our team will email you within one business day.",
          "dismiss_message": "No problem — ask me anything else in the meantime." }
        """;

    abstract URI url();

    private Team team() {
        return Team.signIn(url());
    }

    @Test
    void capturesALeadInTheChatAndRegistersTheContact() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\",\"greeting\":\"Welcome!\",\"default_region\":\"DE\"}");
        var action = team.key()
                .post("/api/v1/agents/" + agent + "/actions", DOCUMENTED)
                .expecting(201);
        assertThat(action.json().path("fields").toString()).isEqualTo("[\"name\",\"email\",\"phone\"]");
        assertThat(action.json().path("mode").asText()).isEqualTo("auto");

        var email = "Ana." + UUID.randomUUID() + "@Example.COM";
        var guest = team.visit(
                agent,
                "{\"page_url\":\"https://shop.example/pricing\",\"utm\":{\"source\":\"ads\"},\"locale\":\"en\"}");
        assertThat(guest.texts()).containsExactly("Welcome!");
        assertThat(Guest.formIn(guest.say("Hello there").expecting(200).json())).isNull();

        var offer = Guest.formIn(
                guest.say("Can someone call me back?").expecting(200).json());
        assertThat(offer.path("status").asText()).isEqualTo("offered");
        assertThat(offer.findValuesAsText("name")).containsExactly("name", "email", "phone");
        assertThat(offer.findValuesAsText("autocomplete")).containsExactly("name", "email", "tel");
        assertThat(offer.findValuesAsText("required")).containsExactly("false", "true", "false");
        var form = offer.path("id").asText();
        guest.api()
                .post("/api/widget/v1/lead-forms/" + form + "/progress", "{\"event\":\"seen\"}")
                .expecting(204);

        var bad = guest.submit(form, "{\"email\":\"ana\",\"phone\":\"12\",\"size\":\"L\"}")
                .expecting(400);
        assertThat(bad.pointers()).containsExactlyInAnyOrder("/fields/email", "/fields/phone", "/fields/size");

        var submitted = guest.submit(
                        form, "{\"name\":\" Ana \",\"email\":\" " + email + " \",\"phone\":\"030 901820\"}")
                .expecting(201);
        assertThat(submitted.json().path("message").asText())
                .isEqualTo("Thanks! Our team will email you within one business day.");
        var lead = submitted.json().path("lead_id").asText();
        assertThat(submitted.header("Location")).endsWith("/api/v1/leads/" + lead);
        assertThat(guest.submit(form, "{\"email\":\"" + email + "\"}")
                        .json()
                        .path("lead_id")
                        .asText())
                .isEqualTo(lead);
        assertThat(guest.dismiss(form).expecting(409).problem()).isEqualTo("/problems/form-closed");
        assertThat(guest.texts()).contains("Thanks! Our team will email you within one business day.");
        guest.say("And what about my order?").expecting(200);

        Waiting.until("the lead has its contact", () -> !team.key()
                .get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        var read = team.key().get("/api/v1/leads/" + lead).expecting(200).json();
        assertThat(read.path("fields").toString())
                .isEqualTo("{\"name\":\"Ana\",\"email\":\"" + email.replace("Example.COM", "example.com")
                        + "\",\"phone\":\"+4930901820\"}");
        assertThat(read.path("conversation_id").asText()).isEqualTo(guest.conversation());
        assertThat(read.path("source").path("utm").path("source").asText()).isEqualTo("ads");
        var contact = team.key()
                .get("/api/v1/contacts/" + read.path("contact_id").asText())
                .expecting(200)
                .json();
        assertThat(contact.path("name").asText()).isEqualTo("Ana");
        assertThat(contact.path("phone").asText()).isEqualTo("+4930901820");
        assertThat(contact.path("sources").toString()).isEqualTo("[\"form\"]");

        var transcript = team.key()
                .get("/api/v1/conversations/" + guest.conversation())
                .expecting(200)
                .json();
        assertThat(transcript.path("lead_ids").toString()).isEqualTo("[\"" + lead + "\"]");
        assertThat(Guest.formIn(transcript).path("status").asText()).isEqualTo("submitted");
        var decisions = team.key()
                .get("/api/v1/conversations/" + guest.conversation() + "/decisions")
                .expecting(200)
                .json();
        assertThat(decisions.findValuesAsText("offer")).containsExactly("none", "form", "none");
    }

    @Test
    void streamsTheReplyAsServerSentEvents() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));

        var stream = guest.api()
                .with("Accept", "text/event-stream")
                .post(guest.messagesPath(), "{\"text\":\"I'd like to talk to a human\"}")
                .expecting(200);

        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        var events = stream.body()
                .lines()
                .filter(line -> line.startsWith("event: "))
                .distinct()
                .toList();
        assertThat(events).containsExactly("event: token", "event: message", "event: lead_form", "event: done");
        assertThat(guest.history().path("messages")).hasSize(3);
    }

    @Test
    void tellsLiveStreamsWhatHappens() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        var path = "/api/widget/v1/conversations/" + guest.conversation() + "/events";
        try (var visitor = Listening.to(url(), path, Map.of("Authorization", "Bearer " + guest.token()));
                var members =
                        Listening.to(url(), LiveContract.TEAM, Map.of("Authorization", "Bearer " + team.bearer()))) {
            var form = guest.askForForm();
            guest.dismiss(form).expecting(200);

            Waiting.until("the visitor heard of it", () -> visitor.events().size() == 3);
            assertThat(visitor.names()).containsExactly("message", "message", "lead_form");
            Waiting.until("the team heard of it", () -> members.names().contains("message.updated"));
        }
    }

    @Test
    void goesOnChattingAfterADismissalAndSaysTheDismissMessage() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(",\"dismiss_message\":\"No problem.\""));
        var form = guest.askForForm();

        assertThat(guest.dismiss(form).expecting(200).json().path("message").asText())
                .isEqualTo("No problem.");
        assertThat(guest.dismiss(form).expecting(200).json().path("message").asText())
                .isEqualTo("No problem.");
        assertThat(guest.submit(form, "{\"nonsense\":1}").expecting(409).problem())
                .isEqualTo("/problems/form-closed");
        guest.say("What are your opening hours?").expecting(200);
        assertThat(guest.texts()).containsOnlyOnce("No problem.");
    }

    @Test
    void saysNothingAfterADismissalWithoutADismissMessage() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        var form = guest.askForForm();
        var before = guest.texts();

        assertThat(guest.dismiss(form).expecting(200).json().path("message").isNull())
                .isTrue();
        assertThat(guest.texts()).isEqualTo(before);
    }

    @Test
    void asksFirstWhereTheActionSaysSo() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(",\"mode\":\"confirm\""));

        var turn = guest.say("Please call me back").expecting(200).json();
        assertThat(Guest.formIn(turn)).isNull();
        var question = turn.findParents("type").stream()
                .filter(part -> part.path("type").asText().equals("confirmation"))
                .findFirst()
                .orElseThrow();
        var path = "/api/widget/v1/confirmations/" + question.path("id").asText();
        var yes = guest.api().post(path, "{\"accept\":true}").expecting(200).json();
        assertThat(Guest.formIn(yes)).isNotNull();
        assertThat(guest.api().post(path, "{\"accept\":false}").expecting(200).json())
                .isEqualTo(yes);
    }

    @Test
    void respectsARefusal() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        guest.say("I don't want to give you my email").expecting(200);

        assertThat(Guest.formIn(guest.say("What does it cost?").json())).isNull();
        assertThat(Guest.formIn(guest.say("Can someone call me back?").json())).isNull();
        assertThat(Guest.formIn(guest.say("yes").json())).isNotNull();
    }

    @Test
    void takesAHundredParallelLeadsOfOnePersonAsOneContact() throws Exception {
        var team = team();
        var agent = team.agentThatCollects("");
        var email = UUID.randomUUID() + "@example.com";
        var submissions = new ArrayList<Callable<String>>();
        for (int i = 0; i < 100; i++) {
            var guest = team.visit(agent);
            var form = guest.askForForm();
            submissions.add(() -> guest.submit(form, "{\"email\":\"" + email + "\"}")
                    .expecting(201)
                    .json()
                    .path("lead_id")
                    .asText());
        }

        var leads = inParallel(submissions);

        assertThat(leads).doesNotHaveDuplicates().hasSize(100);
        Waiting.until("every lead has its contact", () -> contactsOf(team, agent).stream()
                .noneMatch(String::isEmpty));
        assertThat(contactsOf(team, agent))
                .hasSize(100)
                .containsOnly(contactsOf(team, agent).get(0));
    }

    private static List<String> contactsOf(Team team, String agent) {
        var contacts = new ArrayList<String>();
        var next = "";
        do {
            var page = team.key()
                    .get("/api/v1/agents/" + agent + "/leads?limit=40" + next)
                    .expecting(200)
                    .json();
            page.path("items")
                    .forEach(lead -> contacts.add(lead.path("contact_id").asText("")));
            next = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!next.isEmpty());
        return contacts;
    }

    @Test
    void carriesARepeatedRequestOutOnce() throws Exception {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var key = UUID.randomUUID().toString();
        var body = "{\"email\":\"" + key + "@example.com\"}";
        var captures = new ArrayList<Callable<Api.Answer>>();
        for (int i = 0; i < 20; i++) {
            captures.add(() -> team.key()
                    .with("Idempotency-Key", key)
                    .post("/api/v1/agents/" + agent + "/leads", body)
                    .expecting(201));
        }

        var answers = inParallel(captures);

        assertThat(answers)
                .extracting(Api.Answer::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        assertThat(team.key().get("/api/v1/agents/" + agent + "/leads").json().path("items"))
                .hasSize(1);
        var other = team.key()
                .with("Idempotency-Key", key)
                .post("/api/v1/agents/" + agent + "/leads", "{\"email\":\"other@example.com\"}")
                .expecting(409);
        assertThat(other.problem()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void takesARepeatWithAnotherQueryForAnotherRequest() {
        var key = team().key();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            ids.add(key.post("/api/v1/contacts", "{\"external_id\":\"" + UUID.randomUUID() + "\"}")
                    .expecting(201)
                    .json()
                    .path("id")
                    .asText());
        }
        var merge = "/api/v1/contacts/" + ids.get(0) + "/merge";
        var body = "{\"other_id\":\"" + ids.get(1) + "\"}";
        var keyed = key.with("Idempotency-Key", UUID.randomUUID().toString());
        keyed.post(merge + "?preview=true", body).expecting(200);
        assertThat(keyed.post(merge, body).expecting(409).problem()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void capturesCustomAttributesFromAProgram() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var seats = "seats" + UUID.randomUUID().toString().substring(0, 8);
        team.key()
                .post("/api/v1/custom-attributes", "{\"name\":\"" + seats + "\",\"type\":\"number\"}")
                .expecting(201);
        var lead = team.key()
                .post(
                        "/api/v1/agents/" + agent + "/leads",
                        "{\"fields\":{\"email\":\"" + UUID.randomUUID() + "@example.com\",\"" + seats + "\":12}}")
                .expecting(201)
                .json();
        assertThat(lead.path("fields").path(seats).asText()).isEqualTo("12");
        Waiting.until("the lead has its contact", () -> !team.key()
                .get("/api/v1/leads/" + lead.path("id").asText())
                .json()
                .path("contact_id")
                .isNull());
        var contact = team.key()
                .get("/api/v1/leads/" + lead.path("id").asText())
                .json()
                .path("contact_id")
                .asText();
        assertThat(team.key()
                        .get("/api/v1/contacts/" + contact)
                        .json()
                        .path("custom_attributes")
                        .path(seats)
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    void listsLeadsByFilterAndCursorAndExportsThem() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var path = "/api/v1/agents/" + agent + "/leads";
        var ids = new ArrayList<String>();
        for (var fields : List.of(
                "{\"email\":\"a@example.com\",\"name\":\"=cmd()\"}",
                "{\"fields\":{\"phone\":\"+49 30 23125123\"}}",
                "{\"email\":\"c_c@example.com\",\"name\":\"José \\\"Pepe\\\" 😀\"}")) {
            ids.add(
                    0,
                    team.key()
                            .post(path, fields)
                            .expecting(201)
                            .json()
                            .path("id")
                            .asText());
        }
        var first = team.key().get(path + "?limit=2").expecting(200).json();
        assertThat(first.path("items").findValuesAsText("id")).containsExactly(ids.get(0), ids.get(1));
        var second = team.key()
                .get(path + "?limit=2&after=" + first.path("next").asText())
                .expecting(200)
                .json();
        assertThat(second.path("items").findValuesAsText("id")).containsExactly(ids.get(2));
        assertThat(second.path("next").isNull()).isTrue();

        team.key()
                .patch("/api/v1/leads/" + ids.get(1), "{\"status\":\"won\",\"note\":\"called\"}")
                .expecting(200);
        assertThat(team.key().get(path + "?status=won").json().path("items").findValuesAsText("id"))
                .containsExactly(ids.get(1));
        assertThat(team.key().get(path + "?q=C_C%40").json().path("items").findValuesAsText("id"))
                .containsExactly(ids.get(0));
        assertThat(team.key().get(path + "?until=2020-01-01T00:00:00Z").json().path("items"))
                .isEmpty();

        var csv = team.key().get(path + "/export?format=csv").expecting(200);
        assertThat(csv.header("Content-Digest"))
                .isEqualTo("sha-256=:" + sha256(csv.raw().body()) + ":");
        assertThat(csv.header("Content-Length"))
                .isEqualTo(String.valueOf(csv.raw().body().length));
        assertThat(csv.body().lines().findFirst().orElseThrow()).contains("name,email,phone");
        assertThat(csv.body())
                .contains("'=cmd()", ",+493023125123,", "\"José \"\"Pepe\"\" 😀\"")
                .endsWith("\r\n");
        assertThat(team.key()
                        .get(path + "/export?format=ndjson")
                        .expecting(200)
                        .body()
                        .lines())
                .hasSize(3);

        team.key().delete("/api/v1/leads/" + ids.get(0)).expecting(204);
        team.key().get("/api/v1/leads/" + ids.get(0)).expecting(404);
    }

    @Test
    void letsTheOperatorTryWhenAnActionIsOffered() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var actions = "/api/v1/agents/" + agent + "/actions";
        var action = team.key()
                .post(actions, "{\"kind\":\"collect_leads\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();

        var trial = team.key()
                .post(actions + "/" + action + "/trial", "{\"messages\":[\"call me back\",\"how are you\"]}")
                .expecting(200);

        assertThat(trial.json().findValuesAsText("offer")).containsExactly("form", "none");
    }

    @Test
    void keepsAnEditFromOverwritingAnother() {
        var team = team();
        var agent = "/api/v1/agents/" + team.agent("{\"name\":\"Sales\"}");
        var tag = team.key().get(agent).expecting(200).header("ETag");

        team.key().with("If-Match", tag).patch(agent, "{\"name\":\"One\"}").expecting(200);
        assertThat(team.key()
                        .with("If-Match", tag)
                        .patch(agent, "{\"name\":\"Two\"}")
                        .expecting(412)
                        .problem())
                .isEqualTo("/problems/precondition-failed");
    }

    @Test
    void recognisesAReturningVisitorByTheirFormerToken() {
        var team = team();
        var agent = team.agentThatCollects(",\"fields\":[\"email\",\"name\"]");
        var guest = team.visit(agent);
        guest.submit(guest.askForForm(), "{\"email\":\"back@example.com\"}").expecting(201);

        var again = Guest.of(Api.at(url()).bearing(guest.token()), agent, "{}");
        var form = Guest.formIn(again.say("please call me back").json());
        assertThat(form.findValuesAsText("name")).containsExactly("name");
        var lead = again.submit(form.path("id").asText(), "{\"name\":\"Bo\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        assertThat(team.key().get("/api/v1/leads/" + lead).json().path("fields").toString())
                .isEqualTo("{\"email\":\"back@example.com\",\"name\":\"Bo\"}");
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        var executor = Executors.newFixedThreadPool(Math.min(calls.size(), 32));
        try {
            var results = new ArrayList<T>();
            for (var future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
