package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people come into a workspace, what they may there, and how they leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PeopleContract {
    private static final String PASSWORD = "a password of theirs";

    private Team team;

    abstract URI url();

    @BeforeAll
    void worksInAWorkspaceOfItsOwn() {
        team = Team.signIn(url()).inNewWorkspace("People");
    }

    private JsonNode invited(String email, String role) {
        return team.session()
                .post("/api/v1/members", "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}")
                .expecting(201)
                .json();
    }

    private static String somebody() {
        return UUID.randomUUID() + "@example.org";
    }

    private Api.Answer accept(String token) {
        return Api.at(url())
                .post(
                        "/api/v1/invitations/acceptance",
                        "{\"token\":\"" + token + "\",\"name\":\"Ada\",\"password\":\"" + PASSWORD + "\"}");
    }

    private Api.Answer signIn(String email, String password) {
        return Api.at(url()).post("/api/v1/session", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private Api.Answer member(String id) {
        return team.key().get("/api/v1/members/" + id);
    }

    @Test
    void somebodyInvitedJoinsChangesRoleAndIsRemoved() {
        var email = somebody();
        var invited = invited(email, "viewer");
        var id = invited.path("id").asText();
        var token = invited.path("token").asText();
        assertThat(invited.path("invitation_url").asText()).isEqualTo(url() + "/#/invitation?token=" + token);
        assertThat(member(id).expecting(200).json().path("status").asText()).isEqualTo("invited");
        assertThat(member(id).body()).doesNotContain(token);
        var preview = Api.at(url())
                .post("/api/v1/invitations/preview", "{\"token\":\"" + token + "\"}")
                .expecting(200)
                .json();
        assertThat(preview.path("workspace_name").asText()).isEqualTo("People");

        var opened = accept(token).expecting(201);
        var ada = Team.sessionOf(url(), opened);
        assertThat(opened.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .doesNotContain("Secure");
        assertThat(ada.get("/api/v1/me")
                        .expecting(200)
                        .json()
                        .path("member")
                        .path("id")
                        .asText())
                .isEqualTo(id);
        ada.post("/api/v1/agents", "{\"name\":\"Not mine to make\"}").expecting(403);
        assertThat(accept(token).expecting(400).pointers()).containsExactly("/token");

        var before = member(id);
        assertThat(before.json().path("status").asText()).isEqualTo("active");
        var changed = team.session()
                .with("If-Match", before.header("ETag"))
                .patch("/api/v1/members/" + id, "{\"role\":\"editor\"}")
                .expecting(200);
        assertThat(changed.header("ETag")).isEqualTo(member(id).header("ETag"));
        team.session()
                .with("If-Match", before.header("ETag"))
                .patch("/api/v1/members/" + id, "{\"role\":\"admin\"}")
                .expecting(412);
        ada.post("/api/v1/agents", "{\"name\":\"Now it is\"}").expecting(201);

        team.session().delete("/api/v1/members/" + id).expecting(204);
        ada.get("/api/v1/me").expecting(401);
        signIn(email, PASSWORD).expecting(401);
        member(id).expecting(404);

        var trail = team.key()
                .get("/api/v1/audit?resource_type=member&resource_id=" + id)
                .expecting(200)
                .json()
                .path("items");
        assertThat(trail)
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("member.removed", "member.updated", "member.joined", "member.invited");
        assertThat(trail.get(1).path("changes").get(0).toString())
                .isEqualTo("{\"property\":\"role\",\"from\":\"viewer\",\"to\":\"editor\"}");
        assertThat(trail.toString()).doesNotContain(email).doesNotContain(token);
    }

    @Test
    void onlyTheInstallationsOwnerMakesWorkspacesAndEachMemberSeesTheirOwn() {
        var made = team.session()
                .post("/api/v1/workspaces", "{\"name\":\"New\",\"time_zone\":\"Europe/Berlin\"}")
                .expecting(201);
        assertThat(made.json().path("time_zone").asText()).isEqualTo("Europe/Berlin");
        var location = URI.create(made.header("Location")).getPath();
        assertThat(team.session().get(location).expecting(200).json()).isEqualTo(made.json());

        var admin = Team.sessionOf(
                url(),
                accept(invited(somebody(), "admin").path("token").asText()).expecting(201));
        admin.post("/api/v1/workspaces", "{\"name\":\"Mine\"}").expecting(403);
        admin.get(location).expecting(404);
        assertThat(admin.get("/api/v1/workspaces").expecting(200).json().path("items"))
                .hasSize(1);
    }

    @Test
    void aWorkspaceKeepsAnOwnerAndAnAdminTouchesNone() {
        var owner = team.session()
                .get("/api/v1/me")
                .json()
                .path("member")
                .path("id")
                .asText();
        assertThat(team.session()
                        .patch("/api/v1/members/" + owner, "{\"role\":\"admin\"}")
                        .expecting(422)
                        .problem())
                .isEqualTo("/problems/rule-violated");
        team.session().delete("/api/v1/members/" + owner).expecting(422);
        team.key().delete("/api/v1/members/" + owner).expecting(403);
        team.key()
                .post("/api/v1/members", "{\"email\":\"" + somebody() + "\",\"role\":\"owner\"}")
                .expecting(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/email",
                "{\"email\":\"nobody\",\"role\":\"viewer\"}|/email",
                "{\"email\":\"a\\u0000@example.org\",\"role\":\"viewer\"}|/email",
                "{\"email\":5,\"role\":\"viewer\"}|/email",
                "{\"email\":\"a@example.org\",\"role\":\"king\"}|/role",
                "{\"email\":\"a@example.org\",\"role\":\"viewer\",\"name\":\"A\"}|/name",
            })
    void pointsAtWhatIsWrongWithAnInvitation(String body, String pointer) {
        assertThat(team.key().post("/api/v1/members", body).expecting(400).pointers())
                .contains(pointer);
    }

    @Test
    void invitingAgainUnderTheSameKeyAnswersTheSameLink() {
        var body = "{\"email\":\"" + somebody() + "\",\"role\":\"viewer\"}";
        var keyed = team.key().with("Idempotency-Key", UUID.randomUUID().toString());
        var first = keyed.post("/api/v1/members", body).expecting(201);
        assertThat(keyed.post("/api/v1/members", body).expecting(201).json()).isEqualTo(first.json());
        assertThat(team.key()
                        .get("/api/v1/audit?resource_id="
                                + first.json().path("id").asText())
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void aForgottenPasswordIsSetByAnAdminsLink() {
        var email = somebody();
        var session = Team.sessionOf(
                url(), accept(invited(email, "editor").path("token").asText()).expecting(201));
        var id = session.get("/api/v1/me").json().path("member").path("id").asText();
        var reset = Api.at(url());
        assertThat(reset.post("/api/v1/password-reset", "{\"email\":\"" + email + "\"}")
                        .expecting(204)
                        .body())
                .isEqualTo(reset.post("/api/v1/password-reset", "{\"email\":\"" + somebody() + "\"}")
                        .expecting(204)
                        .body());

        var link = team.key()
                .post("/api/v1/members/" + id + "/password-reset", null)
                .expecting(200)
                .json();
        assertThat(link.path("reset_url").asText())
                .isEqualTo(
                        url() + "/#/password-reset?token=" + link.path("token").asText());
        var confirmation = "{\"token\":\"" + link.path("token").asText() + "\",\"password\":\"quite another one\"}";
        reset.post("/api/v1/password-reset/confirmation", confirmation).expecting(204);

        session.get("/api/v1/me").expecting(401);
        signIn(email, PASSWORD).expecting(401);
        signIn(email, "quite another one").expecting(201);
        assertThat(reset.post("/api/v1/password-reset/confirmation", confirmation)
                        .expecting(400)
                        .pointers())
                .containsExactly("/token");

        var next = team.key()
                .post("/api/v1/members/" + id + "/password-reset", null)
                .expecting(200)
                .json();
        reset.post(
                        "/api/v1/password-reset",
                        "{\"token\":\"" + next.path("token").asText() + "\",\"password\":\"and a third one\"}")
                .expecting(204);
        signIn(email, "and a third one").expecting(201);
    }

    @Test
    void aMemberChangesTheirPasswordAndEndsTheirSessions() {
        var email = somebody();
        accept(invited(email, "viewer").path("token").asText()).expecting(201);
        var here = Team.sessionOf(url(), signIn(email, PASSWORD).expecting(201));
        var there = Team.sessionOf(url(), signIn(email, PASSWORD).expecting(201));
        assertThat(here.get("/api/v1/me/sessions").expecting(200).json().path("items"))
                .hasSize(3);
        there.delete("/api/v1/me/sessions/" + UUID.randomUUID()).expecting(404);

        assertThat(here.put(
                                "/api/v1/me/password",
                                "{\"current_password\":\"wrong\",\"new_password\":\"quite another one\"}")
                        .expecting(400)
                        .pointers())
                .containsExactly("/current_password");
        here.put(
                        "/api/v1/me/password",
                        "{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"quite another one\"}")
                .expecting(204);

        there.get("/api/v1/me").expecting(401);
        var again = Team.sessionOf(url(), signIn(email, "quite another one").expecting(201));
        var sessions = here.get("/api/v1/me/sessions").json().path("items");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(1).path("current").asBoolean()).isTrue();
        here.delete("/api/v1/me/sessions/" + sessions.get(0).path("id").asText())
                .expecting(204);
        again.get("/api/v1/me").expecting(401);
        var last = Team.sessionOf(url(), signIn(email, "quite another one").expecting(201));
        last.delete("/api/v1/me/sessions").expecting(204);
        here.get("/api/v1/me").expecting(401);
        last.get("/api/v1/me").expecting(200);
    }
}
