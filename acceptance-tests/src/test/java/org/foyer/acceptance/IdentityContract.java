package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who a visitor proves to be, over HTTP. */
abstract class IdentityContract {
    abstract URI url();

    static String secretOf(Team team, String agent) {
        var made = team.key()
                .post("/api/v1/agents/" + agent + "/identity-secret", "{}")
                .expecting(201);
        assertThat(made.header("Location")).endsWith("/api/v1/agents/" + agent + "/identity-secret");
        return made.json().path("secret").asText();
    }

    static String hash(String userId, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String identity(String userId, String hash, String more) {
        return "{\"user_id\":\"" + userId + "\",\"user_hash\":\"" + hash + "\"" + more + "}";
    }

    private static String with(String identity) {
        return "{\"identity\":" + identity + "}";
    }

    private static List<String> conversationsOf(Guest guest) {
        return guest.api()
                .get("/api/widget/v1/conversations")
                .expecting(200)
                .json()
                .findValuesAsText("id");
    }

    @Test
    void showsTheSecretOnceAndToAdminsAlone() {
        var team = Team.signIn(url());
        var agent = team.agent("{\"name\":\"Sales\"}");
        var path = "/api/v1/agents/" + agent + "/identity-secret";
        team.key().get(path).expecting(404);
        var made = team.key().post(path, null).expecting(201).json();
        assertThat(made.path("secret").asText()).startsWith("fyi_").hasSizeGreaterThan(40);
        var read = team.key().get(path).expecting(200);
        assertThat(read.body()).doesNotContain(made.path("secret").asText());
        assertThat(read.json().path("created_at")).isEqualTo(made.path("created_at"));
        var reader = team.keyWith("{\"label\":\"reader\",\"scopes\":[\"read\",\"write\"]}");
        reader.post(path, "{}").expecting(403);
        reader.get(path).expecting(403);
        var elsewhere = team.agent("{\"name\":\"Support\"}");
        team.keyWith("{\"label\":\"bound\",\"scopes\":[\"admin\"],\"agent_id\":\"" + elsewhere + "\"}")
                .post(path, "{}")
                .expecting(404);
        team.key()
                .post("/api/v1/agents/" + UUID.randomUUID() + "/identity-secret", "{}")
                .expecting(404);
        assertThat(team.key()
                        .outsideContract("POST", path, "{\"secret\":\"mine\"}")
                        .expecting(400)
                        .pointers())
                .containsExactly("/secret");
    }

    @Test
    void recognisesAVerifiedVisitorOnEveryDevice() throws Exception {
        var team = Team.signIn(url());
        var agent = team.agentThatCollects(",\"fields\":[\"name\",\"email\"]");
        var secret = secretOf(team, agent);
        var user = "Ünï-" + UUID.randomUUID();
        var email = user.substring(4) + "@example.com";
        var body = with(identity(user, hash(user, secret), ",\"name\":\"Ana\",\"email\":\"" + email + "\""));

        var laptop = team.visit(agent, body);
        var phone = team.visit(agent, body);
        assertThat(conversationsOf(phone)).containsExactlyInAnyOrder(laptop.conversation(), phone.conversation());
        phone.api().get(laptop.messagesPath()).expecting(200);

        // several pages of one new person at once
        var other = "other-" + UUID.randomUUID();
        var pool = Executors.newFixedThreadPool(6);
        Callable<Guest> visit = () -> team.visit(agent, with(identity(other, hash(other, secret), "")));
        var guests = pool.invokeAll(java.util.Collections.nCopies(6, visit));
        pool.shutdown();
        assertThat(conversationsOf(guests.get(0).get())).hasSize(6);
    }

    @Test
    void believesNoClaimThatIsNotProved() {
        var team = Team.signIn(url());
        var agent = team.agentThatCollects("");
        var other = team.agent("{\"name\":\"Other\"}");
        var secret = secretOf(team, agent);
        var user = "victim-" + UUID.randomUUID();
        var victim = team.visit(agent, with(identity(user, hash(user, secret), ",\"email\":\"v@example.com\"")));
        var right = hash(user, secret);
        var withoutSecret = team.agent("{\"name\":\"None\"}");
        team.visit(withoutSecret, with(identity(user, right, "")));
        for (var wrong : List.of(
                hash(user, secretOf(team, other)),
                hash("somebody-else", secret),
                right.substring(1),
                right + "0",
                right.toUpperCase(java.util.Locale.ROOT),
                "é".repeat(64),
                hash("", secret),
                "0")) {
            var guest = team.visit(agent, with(identity(user, wrong, ",\"email\":\"v@example.com\"")));
            assertThat(conversationsOf(guest)).as(wrong).containsExactly(guest.conversation());
            guest.api().get(victim.messagesPath()).expecting(404);
            assertThat(guest.started().size()).isEqualTo(3);
            var form = Guest.formIn(
                    guest.say("Can someone call me back?").expecting(200).json());
            assertThat(form.findValuesAsText("name")).containsExactly("email");
            assertThat(form.toString()).doesNotContain("v@example.com");
        }
        var start = "/api/widget/v1/agents/" + agent + "/conversations";
        var visitor = Api.at(url());
        for (var empty : List.of("", " ", " 7")) {
            assertThat(visitor.outsideContract("POST", start, with(identity(empty, hash(empty, secret), "")))
                            .expecting(400)
                            .pointers())
                    .containsExactly("/identity/user_id");
        }
        secretOf(team, agent);
        var late = team.visit(agent, with(identity(user, right, "")));
        assertThat(conversationsOf(late)).as("a rotated secret").hasSize(1);
    }

    @Test
    void aConversationUnderWayBecomesThePersonsAndTheOldTokenNoLongerOpensIt() {
        var team = Team.signIn(url());
        var agent = team.agentThatCollects("");
        var secret = secretOf(team, agent);
        var user = "u-" + UUID.randomUUID();
        var guest = team.visit(agent, "{}");
        var form = guest.askForForm();
        var path = "/api/widget/v1/conversations/" + guest.conversation() + "/identity";

        assertThat(guest.api()
                        .post(path, identity(user, "wrong", ""))
                        .expecting(200)
                        .json()
                        .toString())
                .isEqualTo("{\"identity\":\"unverified\"}");
        var proved = guest.api()
                .post(path, identity(user, hash(user, secret), ""))
                .expecting(200)
                .json();
        assertThat(proved.path("identity").asText()).isEqualTo("verified");
        guest.api().get(guest.messagesPath()).expecting(404);
        guest.submit(form, "{\"email\":\"a@example.com\"}").expecting(404);

        var person = new Guest(
                Api.at(url()).bearing(proved.path("token").asText()),
                guest.conversation(),
                proved.path("token").asText(),
                guest.started());
        person.submit(form, "{\"email\":\"u-" + UUID.randomUUID() + "@example.com\"}")
                .expecting(201);
        assertThat(person.api()
                        .post(path, identity(user, hash(user, secret), ""))
                        .expecting(200)
                        .json()
                        .has("token"))
                .isFalse();
        var another = "x-" + UUID.randomUUID();
        person.api().post(path, identity(another, hash(another, secret), "")).expecting(409);
        assertThat(person.api()
                        .outsideContract("POST", path, "{\"user_id\":\"1\",\"admin\":true}")
                        .pointers())
                .containsExactlyInAnyOrder("/user_hash", "/admin");
    }
}
