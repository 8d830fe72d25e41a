package org.foyer.platform.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps secrets that must be read again, such as those a partner's requests are checked with. They are sealed with
 * AES-256-GCM under one key of the installation, which is not in the database: who reads that alone reads no secret.
 *
 * <p>A sealed secret is {@code v1.<key id>.<base64url of nonce and ciphertext>}. It opens only in the place it was sealed
 * for, so that a row copied over another's is noticed.
 *
 * <p>The key is {@code foyer.secret.key} (base64 of 32 bytes) or, where that is not set, the file {@value #FILE} in the
 * data directory, made when it is first missing.
 */
@ApplicationScoped
public class SecretBox {
    static final String FILE = "secret.key";
    static final int KEY_BYTES = 32;

    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SecretKey key;
    private String keyId;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected SecretBox() {}

    @Inject
    SecretBox(
            @ConfigProperty(name = "foyer.secret.key") Optional<String> configured,
            @ConfigProperty(name = "foyer.data.dir") String dataDirectory) {
        this(configured.map(SecretBox::configuredKey).orElseGet(() -> new KeyFile(Path.of(dataDirectory, FILE))
                .readOrMake()));
    }

    SecretBox(byte[] keyBytes) {
        this.key = new SecretKeySpec(keyBytes, "AES");
        this.keyId = Secrets.sha256(keyBytes).substring(0, 8);
    }

    /** A box of its own, with a key that nobody else has; for tests. */
    public static SecretBox withRandomKey() {
        return new SecretBox(Secrets.random(KEY_BYTES));
    }

    private static byte[] configuredKey(String text) {
        return decodedKey(text)
                .orElseThrow(() -> new IllegalStateException(
                        "FOYER_SECRET_KEY must be 32 bytes in base64, as `openssl rand -base64 32` prints them"));
    }

    static Optional<byte[]> decodedKey(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.strip())).filter(bytes -> bytes.length == KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads or makes the key now, so that what is wrong with it is known when the application starts. */
    public void prepare() {
        open(seal("", "prepare"), "prepare");
    }

    /**
     * Seals a secret.
     *
     * @param place names what the secret belongs to; the same text opens it again
     */
    public String seal(String secret, String place) {
        var nonce = Secrets.random(NONCE_BYTES);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            var bytes =
                    ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
            return VERSION + "." + keyId + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't seal with AES-GCM", e);
        }
    }

    /**
     * Opens what was sealed for this place.
     *
     * @throws UnopenableSecretException if it was sealed with another key or for another place, or was changed since
     */
    public String open(String sealed, String place) {
        var parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new UnopenableSecretException("This is no secret that was sealed by this version of Foyer.");
        }
        if (!parts[1].equals(keyId)) {
            throw new UnopenableSecretException("The secret was sealed with the key " + parts[1]
                    + ", but this node has the key " + keyId + ": restore FOYER_SECRET_KEY or the file " + FILE
                    + " of the data directory, the same on every node.");
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(parts[2]);
            if (bytes.length < NONCE_BYTES) {
                throw new AEADBadTagException();
            }
            var nonce = ByteBuffer.wrap(bytes, 0, NONCE_BYTES);
            var opened = cipher(Cipher.DECRYPT_MODE, bytes(nonce), place)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new UnopenableSecretException("The sealed secret was changed, or belongs to something else.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't open AES-GCM", e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((VERSION + "." + keyId + "." + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
