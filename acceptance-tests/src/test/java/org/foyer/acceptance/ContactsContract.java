package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract promises about contacts, custom attributes, merges and duplicates. */
abstract class ContactsContract {
    private static final String CONTACTS = "/api/v1/contacts";
    private static final String ATTRIBUTES = "/api/v1/custom-attributes";

    private Team team;

    /** Tells the people of one test from those of all others, which share the workspace. */
    private String tag;

    abstract URI url();

    @BeforeEach
    void signIn() {
        team = Team.signIn(url());
        tag = UUID.randomUUID().toString().substring(24);
    }

    private String email(String name) {
        return name + "." + tag + "@example.com";
    }

    private String phone(int number) {
        return "+1415" + (2000000 + Math.floorMod(tag.hashCode(), 700000) * 10 + number);
    }

    private JsonNode made(String json) {
        return team.key().post(CONTACTS, json).expecting(201).json();
    }

    private String attribute(String name, String type) {
        var full = name + "_" + tag;
        team.key()
                .post(ATTRIBUTES, "{\"name\":\"" + full + "\",\"type\":\"" + type + "\"}")
                .expecting(201);
        return full;
    }

    @Test
    void makesReadsChangesAndDeletesAContact() {
        var key = team.key();
        var created = key.post(
                        CONTACTS,
                        "{\"external_id\":\"x-" + tag + "\",\"name\":\" Ada \",\"email\":\" Ada." + tag
                                + "@EXAMPLE.com \",\"phone\":\"(415) 555-2671\",\"phones\":null}")
                .status();
        // both forms at once: the list says there is none
        assertThat(created).isEqualTo(400);

        var answer = key.post(
                        CONTACTS,
                        "{\"external_id\":\"x-" + tag + "\",\"name\":\" Ada \",\"email\":\" Ada." + tag
                                + "@EXAMPLE.com \",\"phone\":\"" + phone(1) + "\"}")
                .expecting(201);
        var contact = answer.json();
        var path = CONTACTS + "/" + contact.path("id").asText();
        assertThat(answer.header("Location")).endsWith(path);
        assertThat(contact.path("name").asText()).isEqualTo("Ada");
        assertThat(contact.path("email").asText()).isEqualTo("Ada." + tag + "@example.com");
        assertThat(contact.path("phone").asText()).isEqualTo(phone(1));
        assertThat(contact.path("sources").toString()).isEqualTo("[\"api\"]");
        assertThat(contact.path("origins").path("name").path("source").asText()).isEqualTo("api");

        var read = key.get(path).expecting(200);
        assertThat(read.json()).isEqualTo(contact);
        assertThat(read.header("ETag")).isEqualTo(answer.header("ETag"));
        var changed = key.with("If-Match", read.header("ETag"))
                .patch(path, "{\"name\":\"Ada L.\",\"phone\":null}")
                .expecting(200);
        assertThat(changed.json().path("name").asText()).isEqualTo("Ada L.");
        assertThat(changed.json().has("phone")).isFalse();
        key.with("If-Match", read.header("ETag"))
                .patch(path, "{\"name\":\"too late\"}")
                .expecting(412);

        key.delete(path).expecting(204);
        key.get(path).expecting(404);
        key.patch(path, "{}").expecting(404);
        key.delete(path).expecting(404);
        made("{\"email\":\"" + email("ada") + "\"}");
    }

    @Test
    void refusesAValueOfAnotherContactAndNamesIt() {
        var ada = made("{\"email\":\"" + email("ada") + "\"}");
        var refused = team.key()
                .post(CONTACTS, "{\"name\":\"Eve\",\"email\":\"" + email("ADA") + "\"}")
                .expecting(409);
        assertThat(refused.problem()).isEqualTo("/problems/conflict");
        assertThat(refused.pointers()).containsExactly("/email");
        assertThat(refused.json().path("contact_id")).isEqualTo(ada.path("id"));

        var eve = made("{\"name\":\"Eve\"}");
        assertThat(team.key()
                        .patch(CONTACTS + "/" + eve.path("id").asText(), "{\"email\":\"" + email("ada") + "\"}")
                        .expecting(409)
                        .pointers())
                .containsExactly("/email");
    }

    @Test
    void refusesBadValuesWithAPointerEach() {
        var key = team.key();
        var number = attribute("seats", "number");
        var flag = attribute("vip", "boolean");
        var day = attribute("since", "date");
        var text = attribute("plan", "text");
        assertThat(key.outsideContract("POST", CONTACTS, "{}").expecting(400).pointers())
                .containsExactly("/email");
        assertThat(key.outsideContract(
                                "POST",
                                CONTACTS,
                                "{\"name\":5,\"email\":\"nobody\",\"phone\":\"12\",\"external_id\":\"\",\"id\":\"x\","
                                        + "\"emails\":[1],\"nick\":\"a\",\"custom_attributes\":{\"" + number
                                        + "\":\"5\",\"" + flag + "\":\"true\",\"" + day + "\":\"2026-02-30\",\"" + text
                                        + "\":\"" + "x".repeat(501) + "\",\"unknown\":1}}")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder(
                        "/name",
                        "/email",
                        "/phone",
                        "/external_id",
                        "/id",
                        "/emails/0",
                        "/nick",
                        "/custom_attributes/" + number,
                        "/custom_attributes/" + flag,
                        "/custom_attributes/" + day,
                        "/custom_attributes/" + text,
                        "/custom_attributes/unknown");
        for (var value : new String[] {
            "1e999999999", "-1e-999999999", "9".repeat(900), "0.00000000001", "[]", "{}", "true", "\"\\u0000\""
        }) {
            assertThat(key.outsideContract(
                                    "POST",
                                    CONTACTS,
                                    "{\"name\":\"a\",\"custom_attributes\":{\"" + number + "\":" + value + "}}")
                            .status())
                    .as(value)
                    .isEqualTo(400);
        }
    }

    @Test
    void keepsTypedAttributesAsTheyWereGiven() {
        var key = team.key();
        var number = attribute("seats", "number");
        var flag = attribute("vip", "boolean");
        var day = attribute("since", "date");
        var text = attribute("plan", "text");
        var contact = made("{\"name\":\"Ada\",\"custom_attributes\":{\"" + number + "\":1234567890.25,\"" + flag
                + "\":false,\"" + day + "\":\"1582-10-10\",\"" + text + "\":\" Gold \"}}");
        var path = CONTACTS + "/" + contact.path("id").asText();

        var values = key.get(path).expecting(200).json().path("custom_attributes");
        assertThat(values.path(number).decimalValue()).isEqualByComparingTo("1234567890.25");
        assertThat(values.path(flag).isBoolean()).isTrue();
        assertThat(values.path(day).asText()).isEqualTo("1582-10-10");
        assertThat(values.path(text).asText()).isEqualTo("Gold");

        for (var edge : new String[] {"0001-01-01", "1500-02-28", "9999-12-31"}) {
            key.patch(path, "{\"custom_attributes\":{\"" + day + "\":\"" + edge + "\"}}")
                    .expecting(200);
            assertThat(key.get(path).json().path("custom_attributes").path(day).asText())
                    .isEqualTo(edge);
        }
        key.patch(path, "{\"custom_attributes\":{\"" + number + "\":null}}").expecting(200);
        assertThat(key.get(path).json().path("custom_attributes").has(number)).isFalse();
        assertThat(key.get(path).json().path("custom_attributes").has(text)).isTrue();
    }

    @Test
    void fixesNameAndTypeOfAnAttributeAndHidesAnArchivedOne() {
        var key = team.key();
        var name = attribute("plan", "text");
        var path = ATTRIBUTES + "/" + name;
        assertThat(key.outsideContract(
                                "POST",
                                ATTRIBUTES,
                                "{\"name\":\"" + name.toUpperCase(Locale.ROOT) + "\",\"type\":\"text\"}")
                        .expecting(409)
                        .pointers())
                .containsExactly("/name");
        for (var bad : new String[] {"email", "Name", "1plan", "", "a b", "x".repeat(61)}) {
            assertThat(key.outsideContract("POST", ATTRIBUTES, "{\"name\":\"" + bad + "\",\"type\":\"text\"}")
                            .expecting(400)
                            .pointers())
                    .as(bad)
                    .containsExactly("/name");
        }
        assertThat(key.outsideContract("PATCH", path, "{\"type\":\"number\",\"name\":\"other\"}")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder("/name", "/type");

        var contact = made("{\"name\":\"Ada\",\"custom_attributes\":{\"" + name + "\":\"gold\"}}");
        var at = CONTACTS + "/" + contact.path("id").asText();
        key.patch(path, "{\"archived\":true,\"label\":\"Plan\"}").expecting(200);
        assertThat(key.get(at).json().path("custom_attributes").has(name)).isFalse();
        assertThat(key.patch(at, "{\"custom_attributes\":{\"" + name + "\":\"silver\"}}")
                        .expecting(400)
                        .pointers())
                .containsExactly("/custom_attributes/" + name);
        key.patch(path, "{\"archived\":false}").expecting(200);
        assertThat(key.get(at).json().path("custom_attributes").path(name).asText())
                .isEqualTo("gold");
        key.patch(path, "{\"archived\":true}").expecting(200);
        key.patch(at, "{\"custom_attributes\":{\"" + name + "\":null}}").expecting(200);
        key.patch(path, "{\"archived\":false}").expecting(200);
        assertThat(key.get(at).json().path("custom_attributes").has(name)).isFalse();
        key.get(ATTRIBUTES + "/" + name + "x").expecting(404);
    }

    @Test
    void bringsContactsIntoLineByExternalId() {
        var key = team.key();
        var path = CONTACTS + "/by-external-id/crm-" + tag;
        var form = made("{\"email\":\"" + email("ada") + "\"}");
        var linked = put(path, "{\"email\":\"" + email("ada") + "\",\"name\":\"Ada\"}")
                .expecting(200);
        assertThat(linked.json().path("id")).isEqualTo(form.path("id"));
        assertThat(linked.json().path("external_id").asText()).isEqualTo("crm-" + tag);
        assertThat(put(path, "{\"name\":\"Ada L.\"}")
                        .expecting(200)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Ada L.");

        var created = put(path + "-2", "{\"name\":\"Bob\"}").expecting(201);
        assertThat(created.header("Location"))
                .endsWith(created.json().path("id").asText());
        assertThat(put(path + "-2", "{\"email\":\"" + email("ada") + "\"}")
                        .expecting(409)
                        .pointers())
                .containsExactly("/email");

        team.session()
                .patch(CONTACTS + "/" + form.path("id").asText(), "{\"name\":\"By hand\"}")
                .expecting(200);
        assertThat(put(path, "{\"name\":\"By program\"}")
                        .expecting(200)
                        .json()
                        .path("name")
                        .asText())
                .as("what a member said stays")
                .isEqualTo("By hand");
        assertThat(key.patch(CONTACTS + "/" + form.path("id").asText(), "{\"name\":\"Told to\"}")
                        .expecting(200)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Told to");
    }

    private Api.Answer put(String path, String json) {
        return team.key().put(path, json);
    }

    @Test
    void takesABatchRowByRow() {
        var first = batch(
                "{\"external_id\":\"b-" + tag + "\",\"email\":\"" + email("ada") + "\"}",
                "5",
                "{\"email\":\"bad\"}",
                "{\"email\":\"" + email("ADA") + "\",\"name\":\"Ada\"}",
                "{\"phone\":\"" + phone(2) + "\"}");
        assertThat(first.findValuesAsText("status"))
                .containsSubsequence("created", "error", "error", "updated", "created");
        assertThat(first.get(3).path("id")).isEqualTo(first.get(0).path("id"));
        assertThat(first.get(2)
                        .path("problem")
                        .path("violations")
                        .get(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/email");
        var again = batch("{\"external_id\":\"b-" + tag + "\",\"email\":\"" + email("ADA") + "\"}");
        assertThat(again.get(0).path("status").asText()).isEqualTo("unchanged");
        var released = batch(
                "{\"external_id\":\"b-" + tag + "\",\"email\":\"" + email("new") + "\"}",
                "{\"external_id\":\"c-" + tag + "\",\"email\":\"" + email("ada") + "\"}",
                "{\"external_id\":\"c-" + tag + "\",\"phone\":\"" + phone(2) + "\"}");
        assertThat(released.get(0).path("status").asText()).isEqualTo("updated");
        assertThat(released.get(1).path("status").asText()).isEqualTo("created");
        assertThat(released.get(2).path("status").asText()).isEqualTo("error");
        assertThat(released.get(2).path("problem").path("contact_id"))
                .isEqualTo(first.get(4).path("id"));
    }

    private JsonNode batch(String... rows) {
        return team.key()
                .post(CONTACTS + "/batch", "{\"contacts\":[" + String.join(",", rows) + "]}")
                .expecting(200)
                .json()
                .path("results");
    }

    @Test
    void takesSixteenMebibytesOfBatchAndNoMore() {
        var key = team.key();
        var rows = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            rows.add("{\"external_id\":\"big-" + tag + i + "\",\"name\":\"" + "n".repeat(200) + "\"}");
        }
        var padding = " ".repeat(1024 * 1024);
        assertThat(key.outsideContract(
                                "POST",
                                CONTACTS + "/batch",
                                "{\"contacts\":[" + String.join(",", rows) + "]" + padding + "}")
                        .expecting(200)
                        .json()
                        .path("results")
                        .findValuesAsText("status"))
                .hasSize(1000)
                .containsOnly("created");
        rows.add("{\"name\":\"one too many\"}");
        assertThat(key.outsideContract("POST", CONTACTS + "/batch", "{\"contacts\":[" + String.join(",", rows) + "]}")
                        .expecting(400)
                        .pointers())
                .containsExactly("/contacts");
        key.outsideContract("POST", CONTACTS + "/batch", padding.repeat(16) + "{}")
                .expecting(413);
        key.outsideContract("POST", CONTACTS, padding + "{}").expecting(413);
    }

    @Test
    void mergesWithAPreviewRedirectsAndUndoesExactly() {
        var key = team.key();
        var plan = attribute("plan", "text");
        var ada = made("{\"name\":\"Ada\",\"email\":\"" + email("ada") + "\"}");
        var other = made("{\"name\":\"A. L.\",\"email\":\"" + email("al") + "\",\"phone\":\"" + phone(3)
                + "\",\"external_id\":\"m-" + tag + "\",\"custom_attributes\":{\"" + plan + "\":\"gold\"}}");
        var path = CONTACTS + "/" + ada.path("id").asText();
        var otherPath = CONTACTS + "/" + other.path("id").asText();
        var wish = "{\"other_id\":\"" + other.path("id").asText() + "\"}";

        var preview =
                key.post(path + "/merge?preview=true", wish).expecting(200).json();
        assertThat(preview.path("contact").path("name").asText()).isEqualTo("Ada");
        assertThat(preview.path("fields").findValuesAsText("field"))
                .contains("name", "email", "emails", "phone", "external_id", "custom." + plan);
        assertThat(key.get(otherPath).expecting(200).json()).isEqualTo(other);

        var merged = key.post(path + "/merge", wish).expecting(200).json();
        var contact = merged.path("contact");
        assertThat(contact.path("id")).isEqualTo(ada.path("id"));
        assertThat(contact.path("email").asText()).isEqualTo(email("ada"));
        assertThat(contact.path("emails").findValuesAsText("email")).containsExactly(email("ada"), email("al"));
        assertThat(contact.path("phone").asText()).isEqualTo(phone(3));
        assertThat(contact.path("custom_attributes").path(plan).asText()).isEqualTo("gold");
        for (var moved : new Api.Answer[] {
            key.get(otherPath),
            key.patch(otherPath, "{\"name\":\"x\"}"),
            key.delete(otherPath),
            key.get(otherPath + "/timeline")
        }) {
            assertThat(moved.expecting(301).header("Location")).contains(path);
        }
        assertThat(key.get(path + "/timeline")
                        .expecting(200)
                        .json()
                        .path("items")
                        .get(0)
                        .path("type")
                        .asText())
                .isEqualTo("merged");

        var undo = CONTACTS + "/merges/" + merged.path("merge_id").asText() + "/undo";
        var undone = key.post(undo, null).expecting(200).json();
        assertThat(undone.path("contact")).isEqualTo(ada);
        assertThat(undone.path("other")).isEqualTo(other);
        assertThat(key.get(path).json()).isEqualTo(ada);
        assertThat(key.get(otherPath).expecting(200).json()).isEqualTo(other);
        key.post(undo, null).expecting(409);

        key.outsideContract("POST", path + "/merge", "{}").expecting(400);
        key.post(path + "/merge", "{\"other_id\":\"" + ada.path("id").asText() + "\"}")
                .expecting(400);
        key.post(path + "/merge", "{\"other_id\":\"" + UUID.randomUUID() + "\"}")
                .expecting(404);
        assertThat(key.post(path + "/merge", wish.replace("}", ",\"choose\":{\"name\":\"other\"}}"))
                        .expecting(200)
                        .json()
                        .path("contact")
                        .path("name")
                        .asText())
                .isEqualTo("A. L.");
    }

    @Test
    void followsChainsOfMergesAndFindsAFormerExternalId() {
        var key = team.key();
        var a = made("{\"name\":\"A\",\"external_id\":\"ca-" + tag + "\"}")
                .path("id")
                .asText();
        var b = made("{\"name\":\"B\",\"external_id\":\"cb-" + tag + "\"}")
                .path("id")
                .asText();
        var c = made("{\"name\":\"C\",\"external_id\":\"cc-" + tag + "\"}")
                .path("id")
                .asText();
        var first = key.post(CONTACTS + "/" + b + "/merge", "{\"other_id\":\"" + c + "\"}")
                .expecting(200)
                .json();
        var second = key.post(CONTACTS + "/" + a + "/merge", "{\"other_id\":\"" + b + "\"}")
                .expecting(200)
                .json();

        assertThat(key.get(CONTACTS + "/" + c).expecting(301).header("Location"))
                .endsWith(CONTACTS + "/" + a);
        assertThat(put(CONTACTS + "/by-external-id/cc-" + tag, "{\"phone\":\"" + phone(4) + "\"}")
                        .expecting(200)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(a);
        key.post(CONTACTS + "/merges/" + first.path("merge_id").asText() + "/undo", null)
                .expecting(409);
        key.post(CONTACTS + "/merges/" + second.path("merge_id").asText() + "/undo", null)
                .expecting(200);
        assertThat(key.get(CONTACTS + "/" + c).expecting(301).header("Location"))
                .endsWith(CONTACTS + "/" + b);
        assertThat(key.get(CONTACTS + "/" + a).json().path("phone").asText())
                .as("what came after the merge stays with the survivor")
                .isEqualTo(phone(4));
    }

    @Test
    void suggestsAndDismissesWhoMayBeOnePerson() {
        var key = team.key();
        var agent = team.agentThatCollects("");
        var ada = made("{\"email\":\"" + email("ada") + "\"}").path("id").asText();
        var bob = made("{\"phone\":\"" + phone(5) + "\"}").path("id").asText();
        var body = "{\"email\":\"" + email("ada") + "\",\"phone\":\"" + phone(5) + "\"}";
        key.post("/api/v1/agents/" + agent + "/leads", body).expecting(201);
        Waiting.until("the suggestion", () -> suggestion(ada, bob) != null);
        var suggestion = suggestion(ada, bob);
        assertThat(suggestion.path("reason").asText()).isEqualTo("email_and_phone_of_different_contacts");

        key.post("/api/v1/contacts/duplicates/" + suggestion.path("id").asText() + "/dismissal", null)
                .expecting(204);
        assertThat(suggestion(ada, bob)).isNull();
        var lead = key.post("/api/v1/agents/" + agent + "/leads", body)
                .expecting(201)
                .json()
                .path("id")
                .asText();
        Waiting.until("the second lead's contact", () -> !key.get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        assertThat(suggestion(ada, bob)).isNull();
    }

    private JsonNode suggestion(String one, String other) {
        for (var item : team.key()
                .get("/api/v1/contacts/duplicates?limit=100")
                .expecting(200)
                .json()
                .path("items")) {
            if (item.path("contacts").findValuesAsText("id").containsAll(List.of(one, other))) {
                return item;
            }
        }
        return null;
    }

    @Test
    void keepsTheLeadsOfADeletedContactAndTellsATimeline() {
        var key = team.key();
        var guest = team.visit(team.agentThatCollects(""));
        var lead = guest.submit(guest.askForForm(), "{\"email\":\"" + email("guest") + "\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        Waiting.until("the contact", () -> !key.get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        var contact = key.get("/api/v1/leads/" + lead).json().path("contact_id").asText();
        key.patch(CONTACTS + "/" + contact, "{\"name\":\"Guest\"}").expecting(200);

        var path = CONTACTS + "/" + contact + "/timeline";
        var types = new ArrayList<String>();
        var next = "";
        do {
            var page = key.get(path + "?limit=1" + next).expecting(200).json();
            types.add(page.path("items").get(0).path("type").asText());
            next = page.path("next").isNull()
                    ? null
                    : "&after=" + page.path("next").asText();
        } while (next != null);
        assertThat(types).containsExactly("changed", "created", "lead", "conversation");
        var entry = key.get(path).json().path("items");
        assertThat(entry.get(0).path("changes").path("name").path("after").asText())
                .isEqualTo("Guest");
        assertThat(entry.get(0).path("actor").asText()).startsWith("api-key:");
        assertThat(entry.get(2).path("lead").path("id").asText()).isEqualTo(lead);
        assertThat(entry.get(3).path("conversation_id").asText()).isEqualTo(guest.conversation());

        key.delete(CONTACTS + "/" + contact).expecting(204);
        assertThat(key.get("/api/v1/leads/" + lead)
                        .expecting(200)
                        .json()
                        .path("contact_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void makesOneContactHoweverManyComeAtOnce() throws Exception {
        var agent = team.agentThatCollects("");
        var person = "{\"email\":\"" + email("race") + "\",\"phone\":\"" + phone(6) + "\"}";
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 25; i++) {
            work.add(() -> team.key().post(CONTACTS, person).status());
            work.add(() -> put(CONTACTS + "/by-external-id/race-" + tag, person).status());
            work.add(() -> team.key()
                    .post(CONTACTS + "/batch", "{\"contacts\":[" + person + "]}")
                    .status());
            work.add(() -> team.key()
                    .post("/api/v1/agents/" + agent + "/leads", person)
                    .status());
        }
        var threads = Executors.newFixedThreadPool(20);
        try {
            for (var status : threads.invokeAll(work)) {
                assertThat(status.get()).isIn(200, 201, 409);
            }
        } finally {
            threads.shutdownNow();
        }
        var ids = new HashSet<String>();
        Waiting.until("every lead's contact", () -> {
            ids.clear();
            team.key()
                    .get("/api/v1/agents/" + agent + "/leads?limit=100")
                    .json()
                    .path("items")
                    .forEach(lead -> ids.add(lead.path("contact_id").asText()));
            return !ids.contains("null");
        });
        assertThat(ids).hasSize(1);
        assertThat(put(CONTACTS + "/by-external-id/race-" + tag, "{}")
                        .expecting(200)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(ids.iterator().next());
    }

    @Test
    void asksForCustomAttributesInAForm() {
        var key = team.key();
        var seats = attribute("seats", "number");
        var vip = attribute("vip", "boolean");
        var day = attribute("day", "date");
        var agent = team.agentThatCollects(",\"fields\":[\"email\",\"" + seats + "\",{\"name\":\"" + vip
                + "\",\"label\":\"Important?\"},\"" + day + "\"]");
        var guest = team.visit(agent);
        var turn = guest.say("Can someone call me back?").expecting(200).json();
        var form = Guest.formIn(turn);
        assertThat(form.path("fields").findValuesAsText("type")).containsExactly("email", "number", "boolean", "date");
        assertThat(form.path("fields").get(2).path("label").asText()).isEqualTo("Important?");
        var id = form.path("id").asText();
        assertThat(guest.submit(
                                id,
                                "{\"email\":\"" + email("form") + "\",\"" + seats + "\":\"many\",\"" + vip
                                        + "\":\"maybe\",\"" + day + "\":\"soon\"}")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder("/fields/" + seats, "/fields/" + vip, "/fields/" + day);

        // archived in between: the form is still taken, the contact gets no such value
        key.patch(ATTRIBUTES + "/" + day, "{\"archived\":true}").expecting(200);
        var lead = guest.submit(
                        id,
                        "{\"email\":\"" + email("form") + "\",\"" + seats + "\":\"12.50\",\"" + vip + "\":true,\"" + day
                                + "\":\"2026-01-31\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();
        var fields = key.get("/api/v1/leads/" + lead).expecting(200).json().path("fields");
        assertThat(fields.path(seats).asText()).isEqualTo("12.5");
        assertThat(fields.path(day).asText()).isEqualTo("2026-01-31");
        Waiting.until("the contact", () -> !key.get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        var contact = key.get(CONTACTS + "/"
                        + key.get("/api/v1/leads/" + lead)
                                .json()
                                .path("contact_id")
                                .asText())
                .expecting(200)
                .json();
        assertThat(contact.path("custom_attributes").path(seats).decimalValue()).isEqualByComparingTo("12.5");
        assertThat(contact.path("custom_attributes").path(vip).asBoolean()).isTrue();
        assertThat(contact.path("custom_attributes").has(day)).isFalse();
        assertThat(contact.path("origins")
                        .path("custom." + seats)
                        .path("source")
                        .asText())
                .isEqualTo("form");
        assertThat(key.outsideContract(
                                "POST",
                                "/api/v1/agents/" + agent + "/actions",
                                "{\"kind\":\"collect_leads\",\"fields\":[\"email\",\"" + day + "\"]}")
                        .expecting(400)
                        .pointers())
                .containsExactly("/fields/1");
    }

    @Test
    void hidesContactsFromOthersAndFromKeysThatMayNot() {
        var ada = made("{\"name\":\"Ada\"}").path("id").asText();
        var reader = team.keyWith("{\"label\":\"reader\",\"scopes\":[\"read\"]}");
        reader.get(CONTACTS + "/" + ada).expecting(200);
        reader.patch(CONTACTS + "/" + ada, "{}").expecting(403);
        reader.post(CONTACTS, "{\"name\":\"x\"}").expecting(403);
        var bound = team.keyWith("{\"label\":\"bound\",\"agent_id\":\"" + team.agent("{\"name\":\"a\"}") + "\"}");
        bound.get(CONTACTS + "/" + ada).expecting(403);
        bound.get(ATTRIBUTES).expecting(403);
    }
}
