package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a team sets on its workspace, and the trail that changes leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SettingsContract {
    private Team team;

    abstract URI url();

    @BeforeAll
    void worksInAWorkspaceOfItsOwn() {
        team = Team.signIn(url()).inNewWorkspace("Settings");
    }

    @Test
    void aTeamSetsItsTimeZoneLocaleAndRegion() {
        var before = team.key().get("/api/v1/workspace").expecting(200);
        assertThat(before.json().path("time_zone").asText()).isEqualTo("UTC");
        assertThat(before.json().path("locale").asText()).isEqualTo("en");
        assertThat(before.json().path("default_region").asText()).isEqualTo("US");

        var after = team.key()
                .with("If-Match", before.header("ETag"))
                .patch(
                        "/api/v1/workspace",
                        "{\"time_zone\":\"Asia/Tokyo\",\"locale\":\"ja\",\"default_region\":\"jp\"}")
                .expecting(200);

        assertThat(after.json().path("default_region").asText()).isEqualTo("JP");
        assertThat(after.json().path("name")).isEqualTo(before.json().path("name"));
        assertThat(team.key().get("/api/v1/workspace").json()).isEqualTo(after.json());
        assertThat(team.key()
                        .with("If-Match", before.header("ETag"))
                        .patch("/api/v1/workspace", "{\"name\":\"Late\"}")
                        .expecting(412)
                        .problem())
                .isEqualTo("/problems/precondition-failed");
        var agent = team.agent("{\"name\":\"Sales\"}");
        assertThat(team.key()
                        .get("/api/v1/agents/" + agent)
                        .json()
                        .path("default_region")
                        .asText())
                .isEqualTo("JP");
        team.key()
                .patch("/api/v1/workspace", "{\"time_zone\":null,\"locale\":null,\"default_region\":null}")
                .expecting(200);
        assertThat(team.key().get("/api/v1/workspace").json()).isEqualTo(before.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":null}|/name",
                "{\"name\":\" \"}|/name",
                "{\"name\":\"a\\u0000\"}|/name",
                "{\"time_zone\":\"Mars/Olympus\"}|/time_zone",
                "{\"time_zone\":7}|/time_zone",
                "{\"locale\":\"not a locale\"}|/locale",
                "{\"default_region\":\"ZZ\"}|/default_region",
                "{\"timezone\":\"UTC\"}|/timezone",
            })
    void pointsAtTheSettingThatIsWrong(String body, String pointer) {
        assertThat(team.key().patch("/api/v1/workspace", body).expecting(400).pointers())
                .containsExactly(pointer);
    }

    @Test
    void whatIsChangedIsInTheTrailAndWhatIsRefusedIsNot() {
        var agent = team.agent("{\"name\":\"Trail\"}");
        team.key().patch("/api/v1/agents/" + agent, "{\"name\":5}").expecting(400);
        team.session()
                .patch("/api/v1/agents/" + agent, "{\"greeting\":\"Secret\",\"name\":\"T\"}")
                .expecting(200);
        team.key().patch("/api/v1/agents/" + agent, "{}").expecting(200);
        team.key().delete("/api/v1/agents/" + agent).expecting(204);

        var trail = trail("?resource_type=agent&resource_id=" + agent);

        assertThat(trail)
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("agent.deleted", "agent.updated", "agent.created");
        assertThat(trail)
                .extracting(entry -> entry.path("actor").asText().replaceFirst(":.*", ""))
                .containsExactly("api-key", "member", "api-key");
        assertThat(trail.get(0).path("actor_name").asText()).isEqualTo("tests");
        assertThat(trail.get(1).path("actor_name").asText()).isEqualTo("Admin");
        assertThat(trail.get(1).path("changes"))
                .extracting(change -> change.path("property").asText())
                .containsExactlyInAnyOrder("greeting", "name");
        assertThat(trail.toString()).doesNotContain("Secret");
    }

    @Test
    void theTrailIsReadInPagesAndByActorActionAndTime() {
        for (int i = 0; i < 5; i++) {
            team.agent("{\"name\":\"Paged\"}");
        }
        var all = trail("?action=agent.created");
        var pages = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = team.key()
                    .get("/api/v1/audit?action=agent.created&limit=2" + after)
                    .expecting(200)
                    .json();
            page.path("items").forEach(pages::add);
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(all).hasSizeGreaterThanOrEqualTo(5);

        var newest = all.get(0);
        var actor = newest.path("actor").asText();
        var at = newest.path("at").asText();
        assertThat(trail("?actor=" + actor)).contains(newest);
        assertThat(trail("?actor=member:" + newest.path("id").asText())).isEmpty();
        assertThat(trail("?since=" + at)).contains(newest);
        assertThat(trail("?until=" + at)).doesNotContain(newest).contains(all.get(1));
        assertThat(team.key()
                        .get("/api/v1/audit?since=yesterday")
                        .expecting(400)
                        .pointers())
                .containsExactly("/query/since");
    }

    @Test
    void aKeyBoundToADeletedAgentEndsWithIt() {
        var agent = team.agent("{\"name\":\"Short-lived\"}");
        var key = team.keyWith("{\"label\":\"bound\",\"agent_id\":\"" + agent + "\"}");
        key.get("/api/v1/agents/" + agent).expecting(200);

        team.key().delete("/api/v1/agents/" + agent).expecting(204);

        key.get("/api/v1/agents").expecting(401);
    }

    private List<JsonNode> trail(String query) {
        var entries = new ArrayList<JsonNode>();
        team.key()
                .get("/api/v1/audit" + query + "&limit=100")
                .expecting(200)
                .json()
                .path("items")
                .forEach(entries::add);
        return entries;
    }
}
