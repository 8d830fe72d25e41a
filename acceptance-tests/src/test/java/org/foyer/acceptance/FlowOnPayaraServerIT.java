package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.foyer.platform.testing.FakeModelServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code foyer.ear} on Payara Server: the whole flow, and again after being deployed anew twice in one server run. */
class FlowOnPayaraServerIT extends FlowContract {
    private static final Path EAR = Path.of(System.getProperty("foyer.ear"));
    private static PayaraServer server;

    @BeforeAll
    static void deploy() {
        var data = Path.of(System.getProperty("basedir")).resolve("target").resolve("payara-data");
        server = PayaraServer.start(Running.settings(Map.of(
                "FOYER_DATA_DIR",
                data.resolve(String.valueOf(System.nanoTime())).toString())));
        server.deploy(EAR, "foyer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    URI url() {
        return server.url();
    }

    @Test
    void holdsOneSkinnyWarAndTheRestInLib() throws IOException {
        try (var ear = new ZipInputStream(Files.newInputStream(EAR))) {
            var libraries = 0;
            for (var entry = ear.getNextEntry(); entry != null; entry = ear.getNextEntry()) {
                if (entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar")) {
                    libraries++;
                }
                if (entry.getName().endsWith(".war")) {
                    var war = new ZipInputStream(ear);
                    for (var inner = war.getNextEntry(); inner != null; inner = war.getNextEntry()) {
                        assertThat(inner.getName()).doesNotEndWith(".jar");
                    }
                }
            }
            assertThat(libraries).isGreaterThan(15);
        }
    }

    @Test
    void letsALanguageModelAnswer() {
        var team = Team.signIn(url());
        var agent = team.agentThatCollects("");
        try (var model = FakeModelServer.start()) {
            team.key()
                    .put(
                            "/api/v1/agents/" + agent + "/llm",
                            "{\"base_url\":\"" + model.baseUrl() + "\",\"model\":\"tiny\",\"api_key\":\"sk-ear\"}")
                    .expecting(200);
            model.does(FakeModelServer.calls("collect_leads", "It is out of stock."));
            var guest = team.visit(agent);
            var stream = guest.api()
                    .with("Accept", "text/event-stream")
                    .post(guest.messagesPath(), "{\"text\":\"Do you have it in blue?\"}")
                    .expecting(200);
            assertThat(stream.body()).contains("It is out of stock.", "event: lead_form", "event: done");
        }
    }

    @Test
    void goesOnWorkingAfterTwoRedeployments() {
        for (int i = 0; i < 2; i++) {
            server.redeploy(EAR, "foyer");
            capturesALeadInTheChatAndRegistersTheContact();
            letsALanguageModelAnswer();
        }
    }
}
