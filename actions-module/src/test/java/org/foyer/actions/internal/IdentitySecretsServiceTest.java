package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.refusal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.IdentitySecrets;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentitySecretsServiceTest {
    private SecretBox box = SecretBox.withRandomKey();

    private <T> T secrets(ActionsFixture fixture, Function<IdentitySecrets, T> call) {
        return fixture.database.inTransaction(entityManager -> call.apply(new IdentitySecretsService(
                new AgentRepository(entityManager), new IdentitySecretRepository(entityManager), box, fixture.clock)));
    }

    private String rotated(ActionsFixture fixture, AgentView agent) {
        return secrets(fixture, secrets -> secrets.rotate(fixture.workspace, agent.id(), Map.of()))
                .secret();
    }

    private boolean proves(ActionsFixture fixture, AgentView agent, String userId, String hash) {
        return secrets(fixture, secrets -> secrets.proves(agent.id(), userId, hash));
    }

    @Test
    void hashesAsTheStandardSays() {
        // RFC 4231, test case 2
        assertThat(IdentitySecret.hash("what do ya want for nothing?", "Jefe"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesTheHashOfTheUserUnderThePresentSecretAlone(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var secret = rotated(fixture, agent);
        var othersSecret = rotated(fixture, fixture.anAgent());
        var right = IdentitySecret.hash("Jürgen \uD83D\uDE00", secret);

        assertThat(proves(fixture, agent, "Jürgen \uD83D\uDE00", right)).isTrue();
        assertThat(proves(fixture, agent, "jürgen \uD83D\uDE00", right)).isFalse();
        assertThat(proves(fixture, agent, "Ju\u0308rgen \uD83D\uDE00", right))
                .as("decomposed")
                .isFalse();
        for (var wrong : List.of(
                "",
                "0",
                right.substring(2),
                right + right,
                right.toUpperCase(java.util.Locale.ROOT),
                "ü".repeat(64),
                IdentitySecret.hash("Jürgen \uD83D\uDE00", othersSecret),
                IdentitySecret.hash("", secret))) {
            assertThat(proves(fixture, agent, "Jürgen \uD83D\uDE00", wrong))
                    .as(wrong)
                    .isFalse();
        }

        var second = rotated(fixture, agent);
        assertThat(second).isNotEqualTo(secret);
        assertThat(proves(fixture, agent, "Jürgen \uD83D\uDE00", right)).isFalse();
        assertThat(proves(fixture, agent, "7", IdentitySecret.hash("7", second)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void provesNothingWithoutASecretAndKeepsNoneReadable(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        assertThat(proves(fixture, agent, "7", IdentitySecret.hash("7", "fyi_")))
                .isFalse();
        assertThat(refusal(() -> secrets(fixture, secrets -> secrets.madeAt(fixture.workspace, agent.id())))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);

        var secret = rotated(fixture, agent);
        Instant madeAt = secrets(fixture, secrets -> secrets.madeAt(fixture.workspace, agent.id()));
        assertThat(madeAt).isEqualTo(fixture.clock.instant());
        var kept = fixture.database.inTransaction(entityManager -> entityManager
                .createQuery("select s.sealedSecret from IdentitySecret s where s.agentId = :agent", String.class)
                .setParameter("agent", agent.id())
                .getSingleResult());
        assertThat(kept).startsWith("v1.").doesNotContain(secret.substring(4));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void provesNothingWhileTheKeyOfTheInstallationIsAnotherOne(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var secret = rotated(fixture, agent);
        var before = box;
        box = SecretBox.withRandomKey();
        assertThat(proves(fixture, agent, "7", IdentitySecret.hash("7", secret)))
                .isFalse();
        box = before;
        assertThat(proves(fixture, agent, "7", IdentitySecret.hash("7", secret)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesForeignAgentsAndProperties(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        for (var call : List.<Function<IdentitySecrets, Object>>of(
                secrets -> secrets.rotate(UUID.randomUUID(), agent.id(), Map.of()),
                secrets -> secrets.madeAt(UUID.randomUUID(), agent.id()))) {
            assertThat(refusal(() -> secrets(fixture, call)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        }
        assertThat(ActionsFixture.pointers(() -> secrets(
                        fixture, secrets -> secrets.rotate(fixture.workspace, agent.id(), json("{'secret':'mine'}")))))
                .containsExactly("/secret");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void goesWithItsAgent(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var secret = rotated(fixture, agent);
        fixture.agents(agents -> {
            agents.delete(fixture.workspace, agent.id());
            return true;
        });
        assertThat(proves(fixture, agent, "7", IdentitySecret.hash("7", secret)))
                .isFalse();
    }
}
