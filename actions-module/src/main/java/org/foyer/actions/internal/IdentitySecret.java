package org.foyer.actions.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.secret.Secrets;

/**
 * What an agent's site proves its visitors' identities with. Kept sealed, since a hash is checked by making it again. It
 * is replaced as a whole and goes with its agent.
 */
@Entity
class IdentitySecret {
    static final String PREFIX = "fyi_";

    private static final String HMAC = "HmacSHA256";

    @Id
    private UUID agentId;

    private String sealedSecret;
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected IdentitySecret() {}

    IdentitySecret(UUID agentId, String secret, SecretBox box, Instant now) {
        this.agentId = agentId;
        this.sealedSecret = box.seal(secret, place(agentId));
        this.createdAt = now;
    }

    static String newSecret() {
        return Secrets.token(PREFIX);
    }

    void replacedBy(String secret, SecretBox box, Instant now) {
        sealedSecret = box.seal(secret, place(agentId));
        createdAt = now;
    }

    boolean proves(String userId, String userHash, SecretBox box) {
        return Secrets.same(hash(userId, box.open(sealedSecret, place(agentId))), userHash);
    }

    static String hash(String userId, String secret) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String place(UUID agentId) {
        return "actions.identity-secret/" + agentId;
    }

    UUID agentId() {
        return agentId;
    }

    Instant createdAt() {
        return createdAt;
    }
}
