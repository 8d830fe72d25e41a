package org.foyer.webhooks.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.foyer.platform.secret.Secrets;

/**
 * What an endpoint checks its deliveries with, as Standard Webhooks has it: {@code whsec_} and 32 random bytes in base64.
 *
 * @param text as the owner of the endpoint is shown it, once
 */
record SigningSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    static SigningSecret random() {
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(Secrets.random(BYTES)));
    }

    /**
     * The signature of one attempt, {@code v1,<base64>}.
     *
     * @param timestamp in seconds since 1970
     */
    String sign(String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), "HmacSHA256"));
            var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "SigningSecret[]";
    }
}
