package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contacts from files, as a client sends them. */
abstract class ImportContract {
    private static final String IMPORTS = "/api/v1/contacts/imports";

    abstract URI url();

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private String address(String name) {
        return name + "." + run + "@example.com";
    }

    private static JsonNode finished(Api key, String id) {
        Waiting.until("the import is finished", () -> key.get(IMPORTS + "/" + id)
                .expecting(200)
                .json()
                .path("state")
                .asText()
                .matches("completed|failed|undone"));
        return key.get(IMPORTS + "/" + id).json();
    }

    @Test
    void triesAFileThenImportsItThenUndoesIt() {
        var key = Team.signIn(url()).key();
        var csv = "E-Mail;Name;Colour\r\n" + address("ana") + ";Ana;red\r\n;Nobody;\r\n" + address("bo") + ";Bo;\r\n";

        var started = key.with("Idempotency-Key", "import-" + run)
                .postForm(IMPORTS, "people.csv", csv, "dry_run", "true")
                .expecting(201);
        var id = started.json().path("id").asText();
        assertThat(started.header("Location")).endsWith(IMPORTS + "/" + id);
        var again =
                key.with("Idempotency-Key", "import-" + run).postForm(IMPORTS, "people.csv", csv, "dry_run", "true");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        var tried = finished(key, id);
        assertThat(tried.path("counts").toString())
                .isEqualTo("{\"rows\":3,\"created\":2,\"changed\":0,\"same\":0,\"conflict\":0,\"invalid\":1}");
        assertThat(tried.path("errors").path(0).path("row").asInt()).isEqualTo(3);
        assertThat(key.get(IMPORTS + "/" + id + "/rows?outcome=created")
                        .expecting(200)
                        .json()
                        .path("items"))
                .hasSize(2);
        var errors = key.get(IMPORTS + "/" + id + "/errors").expecting(200);
        assertThat(errors.body().lines().toList().get(0)).isEqualTo("row,outcome,reason,E-Mail,Name,Colour");
        assertThat(errors.body()).contains("3,invalid,").contains("Nobody");

        var real = key.post(IMPORTS + "/" + id + "/run", null).expecting(201);
        var realId = real.json().path("id").asText();
        assertThat(real.header("Location")).endsWith(IMPORTS + "/" + realId);
        assertThat(finished(key, realId).path("counts")).isEqualTo(tried.path("counts"));
        var contact = key.get(IMPORTS + "/" + realId + "/rows")
                .json()
                .path("items")
                .path(0)
                .path("contact_id")
                .asText();
        assertThat(key.get("/api/v1/contacts/" + contact)
                        .expecting(200)
                        .json()
                        .path("email")
                        .asText())
                .isEqualTo(address("ana"));
        assertThat(key.post(IMPORTS + "/" + id + "/run", null).status()).isEqualTo(409);

        key.post(IMPORTS + "/" + realId + "/undo", null).expecting(202);
        assertThat(finished(key, realId).path("undone").toString())
                .isEqualTo("{\"removed\":2,\"restored\":0,\"kept\":0}");
        assertThat(key.get("/api/v1/contacts/" + contact).status()).isEqualTo(404);
        assertThat(key.get(IMPORTS + "?limit=2").expecting(200).json().path("items"))
                .hasSize(2);
    }

    @Test
    void takesAFileLargerThanAnyOtherBody() {
        var key = Team.signIn(url()).key();
        var csv = new StringBuilder("email,note\n");
        for (int i = 0; i < 3000; i++) {
            csv.append(address("p" + i)).append(',').append("x".repeat(1000)).append('\n');
        }
        assertThat(csv.length()).isGreaterThan(3_000_000);
        var id = key.postForm(IMPORTS, "large.csv", csv.toString())
                .expecting(201)
                .json()
                .path("id")
                .asText();
        assertThat(finished(key, id).path("counts").path("created").asInt()).isEqualTo(3000);
    }

    @Test
    void refusesWhatIsNoImport() {
        var team = Team.signIn(url());
        var key = team.key();
        assertThat(key.postForm(IMPORTS, "a.csv", "").expecting(400).pointers()).containsExactly("/file");
        assertThat(key.postForm(IMPORTS, "a.csv", "email\nx@example.com\n", "mapping", "{")
                        .expecting(400)
                        .pointers())
                .containsExactly("/mapping");
        assertThat(key.postForm(IMPORTS, "a.csv", "email\nx@example.com\n", "speed", "high", "dry_run", "1")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder("/speed", "/dry_run");
        assertThat(key.post(IMPORTS, "{}").status()).isEqualTo(415);
        assertThat(key.with("Content-Type", "multipart/form-data; boundary=x")
                        .outsideContract(
                                "POST", IMPORTS, "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut")
                        .status())
                .isEqualTo(400);
        assertThat(key.with("Content-Type", "multipart/form-data")
                        .outsideContract("POST", IMPORTS, "--x")
                        .status())
                .isEqualTo(400);
        var reader = team.keyWith("{\"label\":\"reads\",\"scopes\":[\"read\"]}");
        assertThat(reader.postForm(IMPORTS, "a.csv", "email\nx@example.com\n").status())
                .isEqualTo(403);
        assertThat(Api.at(url())
                        .postForm(IMPORTS, "a.csv", "email\nx@example.com\n")
                        .status())
                .isEqualTo(401);
        for (var path : new String[] {"", "/rows", "/errors"}) {
            assertThat(key.get(IMPORTS + "/" + UUID.randomUUID() + path).status())
                    .isEqualTo(404);
        }
        assertThat(key.post(IMPORTS + "/" + UUID.randomUUID() + "/undo", null).status())
                .isEqualTo(404);
        assertThat(key.post(IMPORTS + "/" + UUID.randomUUID() + "/run", null).status())
                .isEqualTo(404);
    }
}
