package org.foyer.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A visitor in a conversation. */
record Guest(Api api, String conversation, String token, JsonNode started) {
    static Guest of(URI url, String agent, String body) {
        return of(Api.at(url), agent, body);
    }

    static Guest of(Api api, String agent, String body) {
        var started = api.post("/api/widget/v1/agents/" + agent + "/conversations", body)
                .expecting(201)
                .json();
        var token = started.path("token").asText();
        return new Guest(api.bearing(token), started.path("id").asText(), token, started);
    }

    String messagesPath() {
        return "/api/widget/v1/conversations/" + conversation + "/messages";
    }

    Api.Answer say(String text) {
        return api.post(
                messagesPath(),
                JsonNodeFactory.instance.objectNode().put("text", text).toString());
    }

    /** Asks for a call back; the id of the form that is offered. */
    String askForForm() {
        var form = formIn(say("Can someone call me back?").expecting(200).json());
        if (form == null) {
            throw new AssertionError("no form was offered");
        }
        return form.path("id").asText();
    }

    /** The form in a turn's messages, null if none. */
    static JsonNode formIn(JsonNode turn) {
        for (var message : turn.path("messages")) {
            for (var part : message.path("parts")) {
                if (part.path("type").asText().equals("lead_form")) {
                    return part.path("form");
                }
            }
        }
        return null;
    }

    Api.Answer submit(String form, String fields) {
        return api.post("/api/widget/v1/lead-forms/" + form + "/submission", "{\"fields\":" + fields + "}");
    }

    Api.Answer dismiss(String form) {
        return api.post("/api/widget/v1/lead-forms/" + form + "/dismissal", null);
    }

    JsonNode history() {
        return api.get(messagesPath()).expecting(200).json();
    }

    /** All texts of the conversation, in order. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        for (var message : history().path("messages")) {
            for (var part : message.path("parts")) {
                if (part.has("text")) {
                    texts.add(part.path("text").asText());
                }
            }
        }
        return texts;
    }
}
