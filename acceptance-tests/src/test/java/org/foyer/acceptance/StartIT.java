package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first start, as a newcomer meets it: with no setting at all but port and data folder. */
class StartIT {
    @Test
    void startsQuietlyWithDemoAndOneOpenPortAndWithinItsLimits() throws IOException {
        try (var foyer = FoyerProcess.start(Map.of())) {
            // printed last, when it has been ready for a moment
            Waiting.until("the first admin is announced", () -> foyer.output().contains("admin@localhost"));
            var console = foyer.output();
            assertThat(console)
                    .contains(foyer.url() + "/", foyer.url() + "/demo", foyer.url() + "/docs/api", "admin@localhost");
            assertThat(console.lines()).hasSizeLessThan(16);
            assertThat(console)
                    .doesNotContainIgnoringCase("warn")
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ");
            var password = Pattern.compile("admin@localhost / (\\S+)").matcher(console);
            assertThat(password.find()).isTrue();
            Api.at(foyer.url())
                    .post(
                            "/api/v1/session",
                            "{\"email\":\"admin@localhost\",\"password\":\"" + password.group(1) + "\"}")
                    .expecting(201);
            assertThat(listeningPorts(foyer.pid())).containsExactly("127.0.0.1:" + foyer.port());

            for (var page : List.of(
                    "/",
                    "/demo",
                    "/docs/api",
                    "/openapi",
                    "/health",
                    "/health/ready",
                    "/metrics",
                    "/widget.js",
                    "/vendor/swagger-ui/swagger-ui-bundle.js")) {
                assertThat(Api.at(foyer.url())
                                .outsideContract("GET", page, null)
                                .status())
                        .as(page)
                        .isEqualTo(200);
            }
            assertThat(Api.at(foyer.url())
                            .outsideContract("GET", "/openapi", null)
                            .body())
                    .startsWith("openapi: 3");
            var yaml = Api.at(foyer.url())
                    .with("Accept", "application/yaml")
                    .outsideContract("GET", "/openapi", null)
                    .expecting(200);
            assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
            assertThat(yaml.body()).contains("operationId: createSession");
            assertThat(Api.at(foyer.url())
                            .outsideContract("GET", "/metrics", null)
                            .body())
                    .contains("foyer_oldest_undelivered_event", "foyer_dead_deliveries");

            limitsVisitors(foyer);
            var second = FoyerProcess.startWithoutWaiting(Map.of("FOYER_HTTP_PORT", String.valueOf(foyer.port())));
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).contains(String.valueOf(foyer.port())).doesNotContain("\tat ");
            second.close();
        }
    }

    private static void limitsVisitors(FoyerProcess foyer) throws IOException {
        var page = Api.at(foyer.url()).outsideContract("GET", "/demo", null).body();
        var agent = Pattern.compile("data-agent=\"([^\"]+)\"").matcher(page);
        assertThat(agent.find()).isTrue();
        var look = "/api/widget/v1/agents/" + agent.group(1);
        assertThat(Api.at(foyer.url()).get(look).header("RateLimit-Policy")).isEqualTo("\"visitor\";q=120;w=60");
        var answer = Api.untilTooMany(400, 200, () -> Api.at(foyer.url()).get(look));
        var spelledOtherwise = look.replace("/widget/", "/widget;x=1/");
        Api.untilTooMany(400, 200, () -> Api.at(foyer.url()).outsideContract("GET", spelledOtherwise, null));
        assertThat(answer.problem()).isEqualTo("/problems/too-many-requests");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    }

    /** The kernel's own word on which ports a process listens on, as {@code address:port}. */
    private static List<String> listeningPorts(long pid) throws IOException {
        var sockets = new ArrayList<String>();
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (var descriptor : descriptors.toList()) {
                try {
                    var target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        sockets.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // closed meanwhile
                }
            }
        }
        var ports = new ArrayList<String>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                var columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && columns[3].equals("0A") && sockets.contains(columns[9])) {
                    ports.add(address(columns[1]));
                }
            }
        }
        return ports;
    }

    private static String address(String hex) {
        var parts = hex.split(":", -1);
        var loopback = parts[0].endsWith("0100007F");
        return (loopback ? "127.0.0.1" : parts[0]) + ":" + Integer.parseInt(parts[1], 16);
    }
}
