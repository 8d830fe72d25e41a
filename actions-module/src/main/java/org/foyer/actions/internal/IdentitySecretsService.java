package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.actions.CreatedIdentitySecret;
import org.foyer.contracts.actions.IdentitySecrets;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.secret.UnopenableSecretException;

@ApplicationScoped
@Transactional
class IdentitySecretsService implements IdentitySecrets {
    private static final Logger LOG = Logger.getLogger(IdentitySecretsService.class.getName());

    private AgentRepository agents;
    private IdentitySecretRepository secrets;
    private SecretBox box;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected IdentitySecretsService() {}

    @Inject
    IdentitySecretsService(AgentRepository agents, IdentitySecretRepository secrets, SecretBox box, Clock clock) {
        this.agents = agents;
        this.secrets = secrets;
        this.box = box;
        this.clock = clock;
    }

    @Override
    public CreatedIdentitySecret rotate(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        agents.lock(workspaceId, agentId);
        Document.of(body).finish();
        var secret = IdentitySecret.newSecret();
        var now = clock.instant();
        secrets.of(agentId)
                .ifPresentOrElse(
                        present -> present.replacedBy(secret, box, now),
                        () -> secrets.add(new IdentitySecret(agentId, secret, box, now)));
        return new CreatedIdentitySecret(secret, now);
    }

    @Override
    public Instant madeAt(UUID workspaceId, UUID agentId) {
        agents.get(workspaceId, agentId);
        return secrets.of(agentId)
                .map(IdentitySecret::createdAt)
                .orElseThrow(() -> Refusal.notFound("identity secret"));
    }

    // A key that was lost is the operator's trouble, told in the log; the visitor goes on chatting, unproved.
    @Override
    public boolean proves(UUID agentId, String userId, String userHash) {
        try {
            return secrets.of(agentId)
                    .map(secret -> secret.proves(userId, userHash, box))
                    .orElse(false);
        } catch (UnopenableSecretException e) {
            LOG.log(Level.SEVERE, e, () -> "no identity can be checked for the agent " + agentId);
            return false;
        }
    }
}
