package org.foyer.acceptance;

import java.net.URI;

/** A team at work on the management API: signed in as the first admin, with an API key of every scope. */
final class Team {
    static final String EMAIL = "admin@localhost";
    static final String PASSWORD = "correct-horse-battery";

    private final URI url;
    private final Api session;
    private final Api key;

    private final String bearer;

    private Team(URI url, Api session, String bearer) {
        this.url = url;
        this.session = session;
        this.key = Api.at(url).bearing(bearer);
        this.bearer = bearer;
    }

    static Team signIn(URI url) {
        var opened = Api.at(url)
                .post("/api/v1/session", "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}")
                .expecting(201);
        return of(url, sessionOf(url, opened));
    }

    /** The same people in a workspace made for the purpose. */
    Team inNewWorkspace(String name) {
        var made = session.post("/api/v1/workspaces", "{\"name\":\"" + name + "\"}")
                .expecting(201);
        return of(url, session.with("Foyer-Workspace", made.json().path("id").asText()));
    }

    /** A session as its opening answered it. */
    static Api sessionOf(URI url, Api.Answer opened) {
        var cookie = opened.header("Set-Cookie").split(";", -1)[0];
        return Api.at(url)
                .with("Cookie", cookie)
                .with("X-CSRF-Token", opened.json().path("csrf_token").asText());
    }

    private static Team of(URI url, Api session) {
        var key = session.post("/api/v1/api-keys", "{\"label\":\"tests\",\"scopes\":[\"read\",\"write\",\"admin\"]}")
                .expecting(201);
        return new Team(url, session, key.json().path("key").asText());
    }

    /** Calls with the session's cookie and CSRF token. */
    Api session() {
        return session;
    }

    /** Calls with the API key. */
    Api key() {
        return key;
    }

    /** The API key of {@link #key}. */
    String bearer() {
        return bearer;
    }

    /** The cookie of {@link #session}. */
    String cookie() {
        return session.header("Cookie");
    }

    /** Calls with a new API key. */
    Api keyWith(String json) {
        return Api.at(url).bearing(bearerWith(json));
    }

    /** A new API key. */
    String bearerWith(String json) {
        return session.post("/api/v1/api-keys", json)
                .expecting(201)
                .json()
                .path("key")
                .asText();
    }

    /** A new agent's id. */
    String agent(String json) {
        return key.post("/api/v1/agents", json).expecting(201).json().path("id").asText();
    }

    /** A new agent with a {@code collect_leads} action; its id. */
    String agentThatCollects(String actionProperties) {
        var agent = agent("{\"name\":\"Sales\"}");
        key.post("/api/v1/agents/" + agent + "/actions", "{\"kind\":\"collect_leads\"" + actionProperties + "}")
                .expecting(201);
        return agent;
    }

    Guest visit(String agent) {
        return Guest.of(url, agent, "{}");
    }

    Guest visit(String agent, String body) {
        return Guest.of(url, agent, body);
    }
}
