package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is known of one person can be had, and be forgotten: nothing of them is left in any table. */
abstract class PrivacyContract {
    abstract FoyerProcess installation();

    /** Where in the database any of these texts stands, in whatever case. */
    abstract List<String> placesOf(String... texts) throws Exception;

    /** For PostgreSQL: every text, JSON and byte column of every table. */
    static List<String> placesOf(Connection connection, String... texts) throws SQLException {
        var places = new ArrayList<String>();
        try (var columns = connection.createStatement();
                var rows = columns.executeQuery(
                        "select table_schema, table_name, column_name, data_type from information_schema.columns where"
                                + " table_schema in ('platform', 'workspace', 'actions', 'conversations', 'contacts',"
                                + " 'webhooks') and data_type in ('character varying', 'text', 'bytea')")) {
            while (rows.next()) {
                var table = rows.getString(1) + "." + rows.getString(2);
                var column = rows.getString(3);
                var text = rows.getString(4).equals("bytea") ? "encode(" + column + ", 'escape')" : column;
                for (var wanted : texts) {
                    try (var search = connection.prepareStatement(
                            "select count(*) from " + table + " where lower(" + text + ") like ?")) {
                        search.setString(1, "%" + wanted.toLowerCase(Locale.ROOT) + "%");
                        try (var found = search.executeQuery()) {
                            found.next();
                            if (found.getLong(1) > 0) {
                                places.add(table + "." + column + ": " + wanted);
                            }
                        }
                    }
                }
            }
        }
        return places;
    }

    @Test
    void tellsAndForgetsAllThereIsOfAPerson() throws Exception {
        var team = Team.signIn(installation().url());
        var key = team.key();
        var run = UUID.randomUUID().toString().substring(0, 8);
        var email = "Zoe." + run + "@example.com";
        var name = "Zoë-" + run;
        var phone = "+1650253" + String.format("%04d", Integer.parseInt(run.substring(0, 3), 16) + 1000);
        var agent =
                team.agentThatCollects(",\"fields\":[\"name\",\"email\",\"phone\"],\"consent\":{\"text\":\"You may call"
                        + " me.\",\"required\":true}");
        var guest = team.visit(agent, "{\"page_url\":\"https://shop.example/pricing?for=" + run + "\"}");
        var answer = guest.say("I am " + name + ", write to " + email + " or call " + phone)
                .expecting(200)
                .json();
        var offered = Guest.formIn(answer);
        var form = offered == null ? guest.askForForm() : offered.path("id").asText();
        var fields = "{\"name\":\"" + name + "\",\"email\":\"" + email + "\",\"phone\":\"" + phone + "\"}";
        assertThat(guest.submit(form, fields).expecting(400).pointers()).containsExactly("/consent");
        var lead = guest.api()
                .post(
                        "/api/widget/v1/lead-forms/" + form + "/submission",
                        "{\"fields\":" + fields + ",\"consent\":true}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        assertThat(key.get("/api/v1/leads/" + lead)
                        .json()
                        .path("consent")
                        .path("text")
                        .asText())
                .isEqualTo("You may call me.");
        Waiting.until("the lead has its contact", () -> !key.get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        var contact = key.get("/api/v1/leads/" + lead).json().path("contact_id").asText();
        var imported = key.postForm(
                        "/api/v1/contacts/imports",
                        "a.csv",
                        "email,name,phone\n" + email + ",Other " + run + "," + phone + "\n" + email + ",,12\n",
                        "overwrite",
                        "true")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        Waiting.until("the import is finished", () -> key.get("/api/v1/contacts/imports/" + imported)
                .json()
                .path("state")
                .asText()
                .equals("completed"));

        var held = key.get("/api/v1/contacts/" + contact + "/subject-export").expecting(200);
        assertThat(held.json().path("contact").path("email").asText()).isEqualToIgnoringCase(email);
        assertThat(held.json()
                        .path("leads")
                        .path(0)
                        .path("consent")
                        .path("given")
                        .asBoolean())
                .isTrue();
        assertThat(held.json().path("conversations").path(0).path("messages").toString())
                .contains("write to " + email);
        assertThat(held.json().path("imported_rows")).hasSize(2);

        var segment = key.post(
                        "/api/v1/segments",
                        "{\"name\":\"Both " + UUID.randomUUID() + "\",\"filter\":{\"any\":["
                                + "{\"field\":\"email\",\"op\":\"in\",\"value\":[\"" + email.toUpperCase(Locale.ROOT)
                                + "\",\"other@example.com\"]},{\"field\":\"phone\",\"op\":\"eq\",\"value\":\"" + phone
                                + "\"}]}}")
                .expecting(201)
                .json()
                .path("id")
                .asText();

        var asked = key.post("/api/v1/contacts/" + contact + "/erasure", null).expecting(202);
        assertThat(key.post("/api/v1/contacts/" + contact + "/erasure", null)
                        .expecting(202)
                        .json()
                        .path("requested_at"))
                .isEqualTo(asked.json().path("requested_at"));
        Waiting.until("the person is forgotten", () -> key.get("/api/v1/contacts/" + contact + "/erasure")
                .expecting(200)
                .json()
                .path("state")
                .asText()
                .equals("completed"));

        assertThat(key.get("/api/v1/contacts/" + contact).status()).isEqualTo(404);
        assertThat(key.get("/api/v1/leads/" + lead).status()).isEqualTo(404);
        assertThat(guest.api().get(guest.messagesPath()).status()).isEqualTo(401);
        assertThat(placesOf(email, phone, name, run)).isEmpty();
        assertThat(key.get("/api/v1/segments/" + segment).json().path("filter").toString())
                .as("it means whom else it meant")
                .contains("\"[erased]\",\"other@example.com\"", "\"value\":\"[erased]\"");

        var back = key.post("/api/v1/agents/" + agent + "/leads", "{\"email\":\"" + email + "\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        Waiting.until("who comes again is a new contact", () -> !key.get("/api/v1/leads/" + back)
                .json()
                .path("contact_id")
                .isNull());
        assertThat(key.get("/api/v1/leads/" + back).json().path("contact_id").asText())
                .isNotEqualTo(contact);
    }

    @Test
    void tellsAndForgetsWhoProvedWhoTheyAreAndLeftNoLead() throws Exception {
        var team = Team.signIn(installation().url());
        var key = team.key();
        var run = UUID.randomUUID().toString().substring(0, 8);
        var user = "user-" + run;
        var agent = team.agent("{\"name\":\"Sales\"}");
        var identity = "{\"user_id\":\"" + user + "\",\"user_hash\":\""
                + IdentityContract.hash(user, IdentityContract.secretOf(team, agent)) + "\",\"name\":\"Ana " + run
                + "\",\"email\":\"ana." + run + "@example.com\"}";
        var guest = team.visit(agent, "{\"identity\":" + identity + "}");
        guest.say("My house is the yellow one, " + run).expecting(200);
        var search = "{\"filter\":{\"field\":\"external_id\",\"op\":\"eq\",\"value\":\"" + user + "\"}}";
        Waiting.until(
                "the person is a contact",
                () -> key.post("/api/v1/contacts/search", search)
                                .json()
                                .path("count")
                                .asInt()
                        == 1);
        var contact = key.post("/api/v1/contacts/search", search)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();

        assertThat(key.get("/api/v1/contacts/" + contact + "/timeline")
                        .expecting(200)
                        .json()
                        .path("items")
                        .findValuesAsText("conversation_id"))
                .containsExactly(guest.conversation());
        assertThat(key.get("/api/v1/contacts/" + contact + "/subject-export")
                        .expecting(200)
                        .json()
                        .path("conversations")
                        .path(0)
                        .path("messages")
                        .toString())
                .contains("the yellow one");

        key.post("/api/v1/contacts/" + contact + "/erasure", null).expecting(202);
        Waiting.until("the person is forgotten", () -> key.get("/api/v1/contacts/" + contact + "/erasure")
                .expecting(200)
                .json()
                .path("state")
                .asText()
                .equals("completed"));
        assertThat(guest.api().get(guest.messagesPath()).status()).isEqualTo(401);
        assertThat(placesOf(run)).isEmpty();
    }

    @Test
    void keepsTheRulesOfRetention() {
        var team = Team.signIn(installation().url());
        var key = team.key();
        var rules = "{\"leads_after\":\"P90D\",\"contacts_after\":\"P24M\",\"statuses\":[\"lost\",\"spam\"]}";
        var kept = key.put("/api/v1/retention", rules).expecting(200).json();
        assertThat(kept.path("leads_after").asText()).isEqualTo("P90D");
        assertThat(kept.path("conversations_after").isNull()).isTrue();
        assertThat(key.get("/api/v1/retention").expecting(200).json()).isEqualTo(kept);
        assertThat(key.put(
                                "/api/v1/retention",
                                "{\"leads_after\":\"90"
                                        + " days\",\"contacts_after\":\"P0D\",\"conversations_after\":\"PT1H\","
                                        + "\"statuses\":[\"old\"],\"x\":1}")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder(
                        "/leads_after", "/contacts_after", "/conversations_after", "/statuses/0", "/x");
        var writer = team.keyWith("{\"label\":\"writes\",\"scopes\":[\"read\",\"write\"]}");
        assertThat(writer.put("/api/v1/retention", "{}").status()).isEqualTo(403);
        assertThat(writer.get("/api/v1/contacts/" + UUID.randomUUID() + "/subject-export")
                        .status())
                .isEqualTo(403);
        assertThat(writer.post("/api/v1/contacts/" + UUID.randomUUID() + "/erasure", null)
                        .status())
                .isEqualTo(403);
        assertThat(key.get("/api/v1/contacts/" + UUID.randomUUID() + "/subject-export")
                        .status())
                .isEqualTo(404);
        assertThat(key.post("/api/v1/contacts/" + UUID.randomUUID() + "/erasure", null)
                        .status())
                .isEqualTo(404);
        assertThat(key.get("/api/v1/contacts/" + UUID.randomUUID() + "/erasure").status())
                .isEqualTo(404);
        key.put("/api/v1/retention", "{}").expecting(200);
    }
}
