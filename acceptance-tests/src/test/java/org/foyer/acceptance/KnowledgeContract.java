package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an agent knows, and what visitors get of it, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KnowledgeContract {
    private static final String HOURS = """
            {"title":"Opening hours","questions":["When are you open?","What are your opening hours?"],
             "text":"We are open Monday to Friday from 9 to 17."}
            """;
    private static final String RETURNS = """
            {"title":"Returns","questions":["How do I send something back?"],"text":"Within 30 days."}
            """;

    private Team team;

    abstract URI url();

    @BeforeAll
    void worksInAWorkspaceOfItsOwn() {
        team = Team.signIn(url()).inNewWorkspace("Knowledge");
    }

    private static String knowledgeOf(String agent) {
        return "/api/v1/agents/" + agent + "/knowledge";
    }

    private JsonNode indexed(String agent, String entry) {
        var made = team.key().post(knowledgeOf(agent), entry).expecting(201);
        var path = made.header("Location").substring(made.header("Location").indexOf("/api/"));
        Waiting.until("the entry is indexed", () -> !team.key()
                .get(path)
                .expecting(200)
                .json()
                .path("indexed_at")
                .isNull());
        return team.key().get(path).json();
    }

    private static List<JsonNode> parts(Api.Answer turn, String type) {
        var parts = new ArrayList<JsonNode>();
        turn.expecting(200).json().path("messages").forEach(message -> message.path("parts")
                .forEach(part -> {
                    if (part.path("type").asText().equals(type)
                            && message.path("author").asText().equals("agent")) {
                        parts.add(part);
                    }
                }));
        return parts;
    }

    private static String said(Api.Answer turn) {
        return String.join(
                "\n",
                parts(turn, "text").stream()
                        .map(part -> part.path("text").asText())
                        .toList());
    }

    private List<JsonNode> unanswered(String agent) {
        var questions = new ArrayList<JsonNode>();
        team.key()
                .get(knowledgeOf(agent) + "/unanswered")
                .expecting(200)
                .json()
                .path("items")
                .forEach(questions::add);
        return questions;
    }

    @Test
    void keepsWhatAnAgentKnows() {
        var agent = team.agent("{\"name\":\"Knows\"}");
        var first = team.key().post(knowledgeOf(agent), HOURS).expecting(201);
        var path = knowledgeOf(agent) + "/" + first.json().path("id").asText();
        assertThat(first.header("Location")).endsWith(path);
        var second = indexed(agent, RETURNS);

        var listed =
                team.key().get(knowledgeOf(agent) + "?limit=1").expecting(200).json();
        assertThat(listed.at("/items/0/id")).isEqualTo(second.path("id"));
        var rest = team.key()
                .get(knowledgeOf(agent) + "?limit=1&after="
                        + listed.path("next").asText())
                .expecting(200)
                .json();
        assertThat(rest.at("/items/0/title").asText()).isEqualTo("Opening hours");

        Waiting.until(
                "the entry is indexed",
                () -> !team.key().get(path).json().path("indexed_at").isNull());
        var changed = team.key()
                .with("If-Match", first.header("ETag"))
                .patch(path, "{\"text\":\"From 10 to 18.\"}")
                .expecting(200);
        assertThat(changed.json().path("indexed_at").isNull()).isTrue();
        assertThat(changed.json().path("questions")).hasSize(2);
        team.key()
                .with("If-Match", first.header("ETag"))
                .patch(path, "{\"title\":\"x\"}")
                .expecting(412);
        assertThat(team.key()
                        .outsideContract("POST", knowledgeOf(agent), "{\"title\":\"\",\"answer\":\"x\"}")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder("/title", "/text", "/answer");
        team.key().delete(path).expecting(204);
        team.key().get(path).expecting(404);
    }

    @Test
    void answersFromItAsksBackOrSaysThatItDoesNotKnow() {
        var agent = team.agentThatCollects("");
        indexed(agent, HOURS);
        indexed(agent, RETURNS);
        var guest = team.visit(agent);

        assertThat(said(guest.say("Hi, when are you open?")))
                .contains("We are open Monday to Friday from 9 to 17.")
                .contains("Opening hours");
        assertThat(said(guest.say("thank you"))).isEqualTo("You're welcome!");
        assertThat(said(guest.say("What is the tensile strength of steel?"))).contains("I can't answer that");
        guest.say("what is the tensile strength of STEEL").expecting(200);

        var questions = unanswered(agent);
        assertThat(questions).hasSize(1);
        assertThat(questions.get(0).path("count").asInt()).isEqualTo(2);
        team.key()
                .delete(knowledgeOf(agent) + "/unanswered/"
                        + questions.get(0).path("id").asText())
                .expecting(204);
        assertThat(unanswered(agent)).isEmpty();
    }

    @Test
    void letsTheVisitorChooseWhatWasMeant() {
        var agent = team.agent("{\"name\":\"Chooses\"}");
        indexed(agent, HOURS);
        var guest = team.visit(agent);

        // which of them lies between an answer and none is the encoder's business
        var asked = List.of(
                        "is the shop open on a holiday",
                        "do you open on weekends",
                        "your business hours on Easter",
                        "when does the store close tonight",
                        "how late can I come by")
                .stream()
                .map(guest::say)
                .filter(turn -> !parts(turn, "choices").isEmpty())
                .findFirst()
                .orElseThrow();
        var choice = parts(asked, "choices").get(0).at("/choices/0");
        assertThat(choice.path("title").asText()).isEqualTo("Opening hours");
        var path = "/api/widget/v1/conversations/" + guest.conversation() + "/choices/";
        var answered = guest.api().post(path + choice.path("id").asText(), null);
        assertThat(said(answered)).contains("We are open Monday to Friday from 9 to 17.");
        assertThat(answered.json().at("/messages/0/author").asText()).isEqualTo("visitor");
        var streamed = guest.api()
                .with("Accept", "text/event-stream")
                .post(path + choice.path("id").asText(), null)
                .expecting(200);
        assertThat(streamed.body()).contains("event: token", "event: message", "event: done");
        guest.api().post(path + guest.conversation(), null).expecting(404);
    }

    @Test
    void aQuestionIsSettledOnceAnEntryAnswersIt() {
        var agent = team.agent("{\"name\":\"Learns\"}");
        team.visit(agent).say("At what time do you open?").expecting(200);
        assertThat(unanswered(agent)).hasSize(1);

        indexed(agent, HOURS);

        Waiting.until("the question is settled", () -> unanswered(agent).isEmpty());
    }

    @Test
    void offersTheFormOnceAPreSalesQuestionWasAnswered() {
        var agent = team.agentThatCollects(",\"description\":\"after answering a pre-sales question\"");
        indexed(agent, """
                {"title":"Plans","questions":["Does the pro plan include phone support?"],"text":"The pro plan does."}
                """);
        var guest = team.visit(agent);

        assertThat(parts(guest.say("Hello"), "lead_form")).isEmpty();
        var answered = guest.say("Does the pro plan include support by phone?");
        assertThat(said(answered)).contains("The pro plan does.");
        assertThat(parts(answered, "lead_form")).hasSize(1);
        var decision = team.key()
                .get("/api/v1/conversations/" + guest.conversation() + "/decisions")
                .expecting(200)
                .json()
                .toString();
        assertThat(decision).contains("pre-sales question");
    }

    @Test
    void oneClickMakesAMessageAnExample() {
        var agent = team.agentThatCollects("");
        var action = team.key()
                .get("/api/v1/agents/" + agent + "/actions")
                .json()
                .at("/items/0/id")
                .asText();
        var path = "/api/v1/agents/" + agent + "/actions/" + action;
        var message = "we move to a new office in spring";

        var learned = team.key()
                .post(path + "/examples", "{\"message\":\"" + message + "\",\"offer\":true}")
                .expecting(200)
                .json();
        assertThat(learned.at("/examples/offer/0").asText()).isEqualTo(message);
        assertThat(team.key()
                        .post(path + "/trial", "{\"messages\":[\"We move to a new office in spring!\"]}")
                        .expecting(200)
                        .json()
                        .at("/decisions/0/offer")
                        .asText())
                .isEqualTo("form");
        var unlearned = team.key()
                .post(path + "/examples", "{\"message\":\"" + message + "\",\"offer\":false}")
                .expecting(200)
                .json();
        assertThat(unlearned.at("/examples/offer")).isEmpty();
        assertThat(unlearned.at("/examples/dont_offer/0").asText()).isEqualTo(message);
    }
}
