package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contacts found by filter, text and segment, in any order, and taken away as files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactSearchContract {
    private final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    private Team team;

    abstract FoyerProcess installation();

    @BeforeAll
    void fivePeople() {
        team = Team.signIn(installation().url());
        var agent = team.agent("{\"name\":\"Search\"}");
        var names = List.of("Ada", "bob", "Cleo", "ada", "=1+1");
        for (int i = 0; i < names.size(); i++) {
            team.key()
                    .post(
                            "/api/v1/agents/" + agent + "/leads",
                            "{\"name\":\"" + names.get(i) + "\",\"email\":\"" + UUID.randomUUID() + "@" + mark
                                    + ".example\"}")
                    .expecting(201);
            // deliveries run side by side: the next lead could become a contact first
            var made = i + 1;
            Waiting.until(
                    made + " contacts", () -> search("").json().path("count").asInt() == made);
        }
    }

    private String marked() {
        return "{\"field\":\"email\",\"op\":\"contains\",\"value\":\"@" + mark.toUpperCase(Locale.ROOT) + "\"}";
    }

    private Api.Answer search(String more) {
        return team.key()
                .post("/api/v1/contacts/search", "{\"filter\":" + marked() + more + "}")
                .expecting(200);
    }

    private static List<String> names(Api.Answer answer) {
        var names = new ArrayList<String>();
        answer.json().path("items").forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    @Test
    void sortsWithoutCaseAndPagesInThatOrder() {
        var sort = ",\"sort\":[{\"field\":\"name\",\"direction\":\"desc\"}],\"limit\":2";
        var first = search(sort);
        assertThat(names(first)).containsExactly("Cleo", "bob");
        assertThat(first.json().path("count").asInt()).isEqualTo(5);
        var next = first.json().path("next").asText();
        var second = search(sort + ",\"after\":\"" + next + "\"");
        assertThat(names(second)).containsExactlyInAnyOrder("Ada", "ada");
        var third = search(sort + ",\"after\":\"" + second.json().path("next").asText() + "\"");
        assertThat(names(third)).containsExactly("=1+1");
        assertThat(third.json().path("next").isNull()).isTrue();

        var elsewhere =
                team.key().post("/api/v1/contacts/search", "{\"filter\":" + marked() + ",\"after\":\"" + next + "\"}");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.pointers()).containsExactly("/after");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'filter':{'all':[{'field':'name','op':'is_set'},{'field':'name','op':'eq','value':1}]}} | /filter/all/1/value",
                "{'filter':{'field':'custom.nope','op':'eq','value':1}}          | /filter/field",
                "{'filter':{'field':'created_at','op':'contains','value':'2'}}   | /filter/op",
                "{'filter':[]}                                                   | /filter",
                "{'sort':[{'field':'sources'}]}                                  | /sort/0/field",
                "{'sort':[{'field':'name','direction':'up'}]}                    | /sort/0/direction",
                "{'sort':'name'}                                                 | /sort",
                "{'limit':0}                                                     | /limit",
                "{'limit':'5'}                                                   | /limit",
                "{'limit':101}                                                   | /limit",
                "{'after':'AAAA'}                                                | /after",
                "{'q':7}                                                         | /q",
                "{'count':true}                                                  | /count"
            })
    void pointsAtWhatIsWrong(String body, String pointer) {
        var answer = team.key().outsideContract("POST", "/api/v1/contacts/search", body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly(pointer);
    }

    @Test
    void refusesWhatWouldKeepItBusy() {
        var nothing = "{\"any\":[{\"all\":[]}" + ",{\"all\":[]}".repeat(98) + "]}";
        var groups = team.key()
                .outsideContract(
                        "POST",
                        "/api/v1/contacts/search",
                        "{\"filter\":{\"all\":[" + nothing + ("," + nothing).repeat(90) + "]}}");
        assertThat(groups.status()).isEqualTo(400);
        assertThat(groups.pointers()).containsExactly("/filter/all/1/any/98");

        var attribute = "n" + UUID.randomUUID().toString().substring(0, 8);
        team.key()
                .post("/api/v1/custom-attributes", "{\"name\":\"" + attribute + "\",\"type\":\"number\"}")
                .expecting(201);
        var sort = "\"limit\":1,\"sort\":[{\"field\":\"custom." + attribute + "\"}]";
        var next = team.key()
                .post("/api/v1/contacts/search", "{" + sort + "}")
                .expecting(200)
                .json()
                .path("next")
                .asText();
        var cursor = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
        var forged = Base64.getUrlEncoder()
                .encodeToString(cursor.replaceFirst("\"values\":\\[null]", "\"values\":[\"1e999999999\"]")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(cursor).contains("\"values\":[null]");
        var answer = team.key()
                .outsideContract("POST", "/api/v1/contacts/search", "{" + sort + ",\"after\":\"" + forged + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly("/after");
    }

    @Test
    void listsByTextSegmentAndField() {
        var listed = team.key()
                .get("/api/v1/contacts?q=%40" + mark + "&sort=name&limit=3")
                .expecting(200);
        assertThat(names(listed).get(0)).isEqualTo("=1+1");
        assertThat(names(listed)).hasSize(3);
        var rest = team.key()
                .get("/api/v1/contacts?q=%40" + mark + "&sort=name&limit=3&after="
                        + listed.json().path("next").asText())
                .expecting(200);
        assertThat(names(rest)).containsExactly("bob", "Cleo");
        assertThat(team.key()
                        .outsideContract("GET", "/api/v1/contacts?sort=nothing", null)
                        .pointers())
                .containsExactly("/query/sort");
    }

    @Test
    void keepsFiltersUnderNames() {
        var body = "{\"name\":\"Of " + mark + "\",\"filter\":{\"all\":[" + marked()
                + ",{\"field\":\"name\",\"op\":\"starts_with\",\"value\":\"ad\"}]}}";
        var made = team.key().post("/api/v1/segments", body).expecting(201);
        var path = URI.create(made.header("Location")).getPath();
        assertThat(team.key().get(path).expecting(200).json()).isEqualTo(made.json());
        assertThat(made.json().path("filter").path("all").size()).isEqualTo(2);
        assertThat(team.key()
                        .post("/api/v1/segments", body.replace("Of ", "OF "))
                        .status())
                .isEqualTo(409);

        var id = made.json().path("id").asText();
        assertThat(names(team.key().get("/api/v1/contacts?segment_id=" + id).expecting(200)))
                .containsExactly("ada", "Ada");
        var exported = team.key()
                .get("/api/v1/contacts/export?format=ndjson&segment_id=" + id)
                .expecting(200);
        assertThat(exported.body().lines()).hasSize(2);

        var etag = made.header("ETag");
        team.key().patch(path, "{\"name\":\"Renamed " + mark + "\"}").expecting(200);
        assertThat(team.key()
                        .with("If-Match", etag)
                        .patch(path, "{\"name\":\"Late " + mark + "\"}")
                        .status())
                .isEqualTo(412);
        assertThat(team.key()
                        .outsideContract("PATCH", path, "{\"filter\":{\"field\":\"x\",\"op\":\"eq\",\"value\":1}}")
                        .pointers())
                .containsExactly("/filter/field");
        assertThat(team.key()
                        .outsideContract("POST", "/api/v1/segments", "{\"name\":\" \"}")
                        .pointers())
                .containsExactlyInAnyOrder("/name", "/filter");
        team.key().delete(path).expecting(204);
        team.key().get(path).expecting(404);
        team.key().get("/api/v1/contacts?segment_id=" + id).expecting(404);
    }

    @Test
    void exportsWholeFilesOfWhatMatches() throws Exception {
        var body = "{\"filter\":" + marked() + ",\"format\":\"%s\",\"columns\":[\"name\",\"sources\",\"phone\"]}";
        var csv = team.key()
                .post("/api/v1/contacts/export", body.formatted("csv"))
                .expecting(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.body().split("\r\n", -1))
                .containsExactly(
                        "name,sources,phone", "'=1+1,api,", "ada,api,", "Cleo,api,", "bob,api,", "Ada,api,", "");
        isWhole(csv);
        var ndjson = team.key()
                .post("/api/v1/contacts/export", body.formatted("ndjson"))
                .expecting(200);
        assertThat(ndjson.body().lines().findFirst())
                .contains("{\"name\":\"=1+1\",\"sources\":[\"api\"],\"phone\":null}");
        isWhole(ndjson);
        var xlsx = team.key()
                .post("/api/v1/contacts/export", body.formatted("xlsx"))
                .expecting(200);
        isWhole(xlsx);
        assertThat(entries(xlsx)).contains("xl/worksheets/sheet1.xml");
        var all = team.key().get("/api/v1/contacts/export").expecting(200);
        assertThat(all.body().lines().findFirst().orElse(""))
                .startsWith("id,external_id,name,email,phone,created_at,updated_at,last_seen_at,sources");
    }

    private static void isWhole(Api.Answer answer) throws Exception {
        var bytes = answer.raw().body();
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertThat(answer.header("Content-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
    }

    private static List<String> entries(Api.Answer answer) throws IOException {
        // by its directory, as spreadsheets read it: sizes stand behind what was streamed
        var file = Files.write(
                Files.createTempFile("export", ".xlsx"), answer.raw().body());
        try (var zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'columns':[]}                        | /columns",
                "{'columns':['name','nope']}           | /columns/1",
                "{'columns':['name','name']}           | /columns/1",
                "{'columns':'name'}                    | /columns",
                "{'format':'pdf'}                      | /format",
                "{'segment_id':'x'}                    | /segment_id",
                "{'filter':{'field':'x'}}              | /filter/field",
                "{'rows':1}                            | /rows"
            })
    void refusesAnExportOfNothingItKnows(String body, String pointer) {
        for (var path : List.of("/api/v1/contacts/export", "/api/v1/contacts/exports")) {
            var answer = team.key().outsideContract("POST", path, body.replace('\'', '"'));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.pointers()).containsExactly(pointer);
        }
    }

    @Test
    void exportsInTheBackground() throws Exception {
        var submitted = team.key()
                .post(
                        "/api/v1/contacts/exports",
                        "{\"filter\":" + marked() + ",\"format\":\"csv\",\"columns\":[\"name\"]}")
                .expecting(201);
        var path = URI.create(submitted.header("Location")).getPath();
        Waiting.until(
                "the file is made",
                () -> team.key().get(path).json().path("state").asText().equals("done"));
        var done = team.key().get(path).expecting(200).json();
        assertThat(done.path("rows").asInt()).isEqualTo(5);
        assertThat(done.path("total").asInt()).isEqualTo(5);
        var file = team.key().get(done.path("file").asText()).expecting(200);
        assertThat(file.body()).isEqualTo("name\r\n'=1+1\r\nada\r\nCleo\r\nbob\r\nAda\r\n");
        assertThat(done.path("bytes").asInt()).isEqualTo(file.raw().body().length);
        isWhole(file);
        assertThat(team.key().get("/api/v1/contacts/exports").expecting(200).body())
                .contains(done.path("id").asText());
        team.key().delete(path).expecting(204);
        team.key().get(path).expecting(404);
        team.key().get(path + "/file").expecting(404);
    }

    @Test
    void asksForTheRightKey() {
        var reading = team.keyWith("{\"label\":\"reads\",\"scopes\":[\"read\"]}");
        reading.post("/api/v1/contacts/search", "{\"q\":\"" + mark + "\"}").expecting(200);
        reading.post("/api/v1/segments", "{\"name\":\"x" + mark + "\",\"filter\":" + marked() + "}")
                .expecting(403);
        var bound = team.keyWith("{\"label\":\"bound\",\"scopes\":[\"read\",\"write\"],\"agent_id\":\""
                + team.agent("{\"name\":\"Bound\"}") + "\"}");
        for (var path : List.of("/api/v1/contacts/search", "/api/v1/contacts/export", "/api/v1/contacts/exports")) {
            bound.post(path, "{}").expecting(403);
        }
        bound.get("/api/v1/segments").expecting(403);
    }
}
