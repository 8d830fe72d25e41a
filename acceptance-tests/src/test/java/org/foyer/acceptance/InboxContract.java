package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The inbox over HTTP: what a team does with conversations, and what a visitor sees of it. */
abstract class InboxContract {
    abstract URI url();

    private Team team() {
        return Team.signIn(url());
    }

    private static String path(Guest guest) {
        return "/api/v1/conversations/" + guest.conversation();
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    void letsAMemberTakeOverAndGiveBack() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""));
        guest.say("hello").expecting(200);

        var reply = team.session()
                .post(path(guest) + "/messages", "{\"text\":\"A person here.\"}")
                .expecting(201);
        assertThat(reply.json().path("author").asText()).isEqualTo("member");
        assertThat(reply.json().path("parts").path(0).path("text").asText()).isEqualTo("A person here.");
        assertThat(reply.header("Location")).endsWith(path(guest));

        var silent = guest.say("Can someone call me back?").expecting(200).json();
        assertThat(silent.path("messages")).hasSize(1);
        assertThat(silent.path("messages").path(0).path("author").asText()).isEqualTo("visitor");
        var streamed = guest.api()
                .with("Accept", "text/event-stream")
                .post(guest.messagesPath(), "{\"text\":\"hello?\"}")
                .expecting(200);
        assertThat(streamed.body()).isEqualTo("event: done\ndata: {}\n\n");
        var decisions =
                team.key().get(path(guest) + "/decisions").expecting(200).json();
        assertThat(decisions.path("items").path(2).path("rule").asText()).isEqualTo("taken_over");
        assertThat(guest.texts()).contains("A person here.");

        var given = team.key().patch(path(guest), "{\"agent_replies\":true}").expecting(200);
        assertThat(given.json().path("agent_replies").asBoolean()).isTrue();
        assertThat(guest.say("hello").expecting(200).json().path("messages")).hasSize(2);
    }

    @Test
    void showsTheWholeConversation() {
        var team = team();
        var guest = team.visit(team.agentThatCollects(""), "{\"page_url\":\"https://shop.example/\"}");
        var lead = guest.submit(guest.askForForm(), "{\"email\":\"ana-" + UUID.randomUUID() + "@example.com\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        var note = team.session()
                .post(path(guest) + "/notes", "{\"text\":\"hot\"}")
                .expecting(201);
        assertThat(note.json().path("member_id").asText()).isNotEmpty();
        Waiting.until(
                "the contact is registered",
                () -> team.key().get(path(guest)).json().has("contact_id"));

        var shown = team.session().get(path(guest)).expecting(200);
        var json = shown.json();
        assertThat(json.path("status").asText()).isEqualTo("open");
        assertThat(json.path("assignee_id").isNull()).isTrue();
        assertThat(json.path("lead_ids").path(0).asText()).isEqualTo(lead);
        assertThat(json.path("leads").path(0).path("id").asText()).isEqualTo(lead);
        assertThat(json.path("contact").path("id").asText())
                .isEqualTo(json.path("contact_id").asText());
        assertThat(json.path("notes").path(0).path("text").asText()).isEqualTo("hot");
        assertThat(json.path("visitor").path("online").asBoolean()).isTrue();
        assertThat(json.path("visitor").path("name").asText())
                .as("of the lead")
                .isEqualTo(
                        json.path("leads").path(0).path("fields").path("email").asText())
                .isEqualTo(team.key()
                        .get("/api/v1/conversations?agent_id="
                                + json.path("agent_id").asText())
                        .json()
                        .path("items")
                        .path(0)
                        .path("visitor")
                        .path("name")
                        .asText());
        assertThat(json.path("unread").asInt()).isEqualTo(1);
        assertThat(shown.header("ETag")).isNotEmpty();
        assertThat(guest.history().toString()).doesNotContain("hot");

        team.session().post(path(guest) + "/read", "{}").expecting(204);
        assertThat(team.session().get(path(guest)).json().path("unread").asInt())
                .isZero();
        assertThat(team.key().get(path(guest)).json().path("unread").isNull()).isTrue();
        team.key().post(path(guest) + "/read", "{}").expecting(403);
    }

    @Test
    void showsWhoIsTyping() {
        var team = team();
        var guest = team.visit(team.agent("{\"name\":\"Sales\"}"));
        var typing = "/api/widget/v1/conversations/" + guest.conversation() + "/typing";

        guest.api().post(typing, null).expecting(204);
        assertThat(team.key()
                        .get(path(guest))
                        .json()
                        .path("visitor")
                        .path("typing")
                        .asBoolean())
                .isTrue();
        guest.say("hello").expecting(200);
        assertThat(team.key()
                        .get(path(guest))
                        .json()
                        .path("visitor")
                        .path("typing")
                        .asBoolean())
                .isFalse();
        team.session().post(path(guest) + "/typing", null).expecting(204);
        team.visit(team.agent("{\"name\":\"Other\"}")).api().post(typing, null).expecting(404);
    }

    @Test
    void listsFiltersAndPages() {
        var team = team();
        var agent = team.agentThatCollects("");
        var word = "w" + UUID.randomUUID();
        var first = team.visit(agent);
        var second = team.visit(agent);
        var third = team.visit(agent);
        second.say("a word: " + word.toUpperCase(Locale.ROOT)).expecting(200);
        var list = "/api/v1/conversations?agent_id=" + agent;

        assertThat(ids(team.key().get(list).expecting(200).json()))
                .containsExactly(second.conversation(), third.conversation(), first.conversation());
        var page = team.key().get(list + "&limit=2").expecting(200).json();
        assertThat(ids(page)).hasSize(2);
        var rest = team.key()
                .get(list + "&limit=2&after=" + page.path("next").asText())
                .expecting(200)
                .json();
        assertThat(ids(rest)).containsExactly(first.conversation());
        assertThat(rest.path("next").isNull()).isTrue();

        var found = team.session()
                .get("/api/v1/conversations?q=" + word)
                .expecting(200)
                .json();
        assertThat(ids(found)).containsExactly(second.conversation());
        assertThat(found.path("items").path(0).path("unread").asInt()).isEqualTo(1);
        assertThat(found.path("items")
                        .path(0)
                        .path("last_message")
                        .path("author")
                        .asText())
                .isEqualTo("agent");

        var me = team.session()
                .get("/api/v1/me")
                .expecting(200)
                .json()
                .path("member")
                .path("id")
                .asText();
        team.key()
                .patch(
                        path(first),
                        "{\"assignee_id\":\"" + me + "\",\"tags\":[\" " + word + " \"],\"status\":\"resolved\"}")
                .expecting(200);
        assertThat(ids(team.session()
                        .get(list + "&assignee_id=me")
                        .expecting(200)
                        .json()))
                .containsExactly(first.conversation());
        assertThat(ids(team.key()
                        .get(list + "&assignee_id=" + me)
                        .expecting(200)
                        .json()))
                .containsExactly(first.conversation());
        assertThat(ids(team.key().get(list + "&assignee_id=none").expecting(200).json()))
                .hasSize(2);
        assertThat(ids(team.key()
                        .get("/api/v1/conversations?tag=" + word)
                        .expecting(200)
                        .json()))
                .containsExactly(first.conversation());
        assertThat(ids(team.key().get(list + "&status=resolved").expecting(200).json()))
                .containsExactly(first.conversation());
        first.say("hello again").expecting(200);
        assertThat(ids(team.key().get(list + "&status=resolved").expecting(200).json()))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoFilter() {
        var key = team().key();

        for (var bad : List.of(
                "status=closed",
                "assignee_id=nobody",
                "assignee_id=me",
                "agent_id=1",
                "limit=0",
                "limit=101",
                "after=x",
                "q=%00",
                "tag=%00",
                "q=" + "x".repeat(201))) {
            var name = bad.substring(0, bad.indexOf('='));
            assertThat(key.outsideContract("GET", "/api/v1/conversations?" + bad, null)
                            .expecting(400)
                            .pointers())
                    .as(bad)
                    .containsExactly("/query/" + name);
        }
        key.get("/api/v1/conversations?agent_id=" + UUID.randomUUID()).expecting(200);
    }

    @Test
    void changesUnderTheVersionThatWasRead() {
        var team = team();
        var guest = team.visit(team.agent("{\"name\":\"Sales\"}"));
        var read = team.key().get(path(guest)).expecting(200).header("ETag");

        guest.say("hello").expecting(200);
        var changed = team.key()
                .with("If-Match", read)
                .patch(path(guest), "{\"tags\":[\"vip\"]}")
                .expecting(200);
        assertThat(changed.header("ETag")).isNotEqualTo(read);
        team.key().with("If-Match", read).patch(path(guest), "{\"tags\":[]}").expecting(412);
        team.key()
                .with("If-Match", changed.header("ETag"))
                .patch(path(guest), "{\"status\":\"resolved\"}")
                .expecting(200);
    }

    @Test
    void refusesBadBodies() {
        var team = team();
        var guest = team.visit(team.agent("{\"name\":\"Sales\"}"));

        for (var path : List.of("/messages", "/notes")) {
            for (var body : List.of(
                    "{}",
                    "{\"text\":5}",
                    "{\"text\":\"\"}",
                    "{\"text\":\"\\u0000\"}",
                    "{\"text\":\"\\ud800\"}",
                    "{\"text\":\"" + "x".repeat(8001) + "\"}")) {
                assertThat(team.key()
                                .post(path(guest) + path, body)
                                .expecting(400)
                                .pointers())
                        .as(body)
                        .containsExactly("/text");
            }
            team.key().post(path(guest) + path, "{\"text\":\"a\",\"b\":1}").expecting(400);
        }
        for (var body : List.of(
                "{\"assignee_id\":\"" + UUID.randomUUID() + "\"}",
                "{\"assignee_id\":5}",
                "{\"tags\":[\"\\u0000\"]}",
                "{\"status\":\"gone\"}",
                "{\"status\":1e400}",
                "{\"colour\":\"red\"}")) {
            team.key().patch(path(guest), body).expecting(400);
        }
        assertThat(guest.history().path("messages"))
                .hasSize(guest.started().path("messages").size());
    }

    @Test
    void repeatsAReplyUnderItsKeyOnce() {
        var team = team();
        var guest = team.visit(team.agent("{\"name\":\"Sales\"}"));
        var key = team.session().with("Idempotency-Key", UUID.randomUUID().toString());

        var first = key.post(path(guest) + "/messages", "{\"text\":\"once\"}").expecting(201);
        var second = key.post(path(guest) + "/messages", "{\"text\":\"once\"}").expecting(201);

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(guest.texts().stream().filter("once"::equals)).hasSize(1);
    }

    @Test
    void keepsABoundKeyToItsAgentAndAReaderFromWriting() {
        var team = team();
        var mine = team.agent("{\"name\":\"Mine\"}");
        var other = team.visit(team.agent("{\"name\":\"Other\"}"));
        var own = team.visit(mine);
        var bound = team.keyWith("{\"label\":\"bound\",\"scopes\":[\"read\",\"write\"],\"agent_id\":\"" + mine + "\"}");

        assertThat(ids(bound.get("/api/v1/conversations?limit=100")
                        .expecting(200)
                        .json()))
                .containsExactly(own.conversation());
        bound.post(path(own) + "/messages", "{\"text\":\"hi\"}").expecting(201);
        bound.get(path(other)).expecting(404);
        bound.patch(path(other), "{\"status\":\"resolved\"}").expecting(404);
        bound.post(path(other) + "/messages", "{\"text\":\"hi\"}").expecting(404);
        bound.post(path(other) + "/notes", "{\"text\":\"hi\"}").expecting(404);
        bound.post(path(other) + "/typing", null).expecting(404);

        var reader = team.keyWith("{\"label\":\"reader\",\"scopes\":[\"read\"]}");
        reader.get(path(own)).expecting(200);
        reader.post(path(own) + "/messages", "{\"text\":\"hi\"}").expecting(403);
        reader.patch(path(own), "{\"status\":\"resolved\"}").expecting(403);
    }
}
