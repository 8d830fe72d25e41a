package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers, over HTTP. */
abstract class AnalyticsContract {
    private static final String LEAD_FORMS = "/api/v1/analytics/lead-forms";

    abstract URI url();

    @Test
    void countsTheFunnelOfAForm() {
        var team = Team.signIn(url());
        var agent = team.agentThatCollects(",\"fields\":[\"name\",\"email\"]");
        var visit =
                "{\"page_url\":\"https://shop.example/pricing?plan=1\",\"referrer\":\"https://www.search.example/\"}";
        var guest = team.visit(agent, visit);
        var form = guest.askForForm();
        var progress = "/api/widget/v1/lead-forms/" + form + "/progress";
        for (var event : List.of(
                "{\"event\":\"seen\"}",
                "{\"event\":\"seen\"}",
                "{\"event\":\"started\"}",
                "{\"event\":\"field_error\",\"field\":\"email\"}",
                "{\"event\":\"field_completed\",\"field\":\"email\"}")) {
            guest.api().post(progress, event).expecting(204);
        }
        guest.submit(form, "{\"email\":\"ana@example.com\"}").expecting(201);
        var other = team.visit(agent, "{}");
        other.dismiss(other.askForForm()).expecting(200);

        var numbers = team.key()
                .get(LEAD_FORMS + "?agent_id=" + agent + "&interval=hour&group_by=page")
                .expecting(200)
                .json();
        assertThat(List.of("offered", "seen", "started", "submitted", "dismissed", "expired"))
                .extracting(name -> numbers.path(name).asInt())
                .containsExactly(2, 1, 1, 1, 1, 0);
        assertThat(numbers.path("median_seconds_to_submit").isNumber()).isTrue();
        assertThat(numbers.path("fields").toString()).isEqualTo("[{\"name\":\"email\",\"completed\":1,\"errors\":1}]");
        assertThat(numbers.path("groups").findValuesAsText("key")).containsExactlyInAnyOrder("/pricing", "null");
        int offered = 0;
        for (var point : numbers.path("series")) {
            offered += point.path("offered").asInt();
        }
        assertThat(offered).isEqualTo(2);

        var leads = team.key()
                .get("/api/v1/analytics/leads?agent_id=" + agent)
                .expecting(200)
                .json();
        assertThat(leads.path("total").asInt()).isEqualTo(1);
        var conversations = team.key()
                .get("/api/v1/analytics/conversations?group_by=source&agent_id=" + agent)
                .expecting(200)
                .json();
        assertThat(conversations.path("total").asInt()).isEqualTo(2);
        assertThat(conversations.path("groups").findValuesAsText("key"))
                .containsExactlyInAnyOrder("search.example", "null");
        var sources = team.key()
                .get("/api/v1/analytics/sources?touch=first&by=referrer&agent_id=" + agent)
                .expecting(200)
                .json();
        assertThat(sources.path("items").get(0).toString())
                .isEqualTo("{\"value\":\"search.example\",\"conversations\":1,\"leads\":1}");

        var elsewhere = team.agent("{\"name\":\"Support\"}");
        var bound = team.keyWith("{\"label\":\"bound\",\"agent_id\":\"" + elsewhere + "\"}");
        assertThat(bound.get(LEAD_FORMS).expecting(200).json().path("offered").asInt())
                .isZero();
        bound.get(LEAD_FORMS + "?agent_id=" + agent).expecting(404);
    }

    @Test
    void refusesAQuestionThatIsNone() {
        var key = Team.signIn(url()).key();
        for (var wrong : List.of(
                "interval=year|/query/interval",
                "from=yesterday|/query/from",
                "to=2026-02-30|/query/to",
                "from=2026-02-02&to=2026-02-01|/query/from",
                "from=2020-01-01&interval=hour|/query/interval",
                "from=-999999999-01-01T00:00:00Z|/query/from",
                "group_by=visitor|/query/group_by",
                "agent_id=7|/query/agent_id")) {
            var parts = wrong.split("\\|", -1);
            assertThat(key.get(LEAD_FORMS + "?" + parts[0]).expecting(400).pointers())
                    .as(wrong)
                    .containsExactly(parts[1]);
        }
        assertThat(key.get("/api/v1/analytics/sources?touch=second")
                        .expecting(400)
                        .pointers())
                .containsExactly("/query/touch");
        assertThat(key.get("/api/v1/analytics/sources?by=colour").expecting(400).pointers())
                .containsExactly("/query/by");
        key.get(LEAD_FORMS + "?from=2026-02-01&to=2026-02-01&interval=week").expecting(200);
    }
}
