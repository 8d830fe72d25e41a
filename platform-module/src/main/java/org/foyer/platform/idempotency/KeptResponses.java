package org.foyer.platform.idempotency;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.foyer.platform.secret.Secrets;

/**
 * Carries a request out at most once per key. The row that reserves the key, the work, and the response are committed in
 * one transaction: a crash leaves all of it or nothing, and of two requests at once the second waits on the unique key.
 *
 * <p>A response may hold a secret shown once (an API key, a visitor token). It is therefore kept encrypted under the
 * client's own key, of which only a digest is stored: who reads the table can't read the responses.
 */
@ApplicationScoped
public class KeptResponses {
    private static final Duration KEPT_FOR = Duration.ofHours(24);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String UNIQUE_VIOLATION = "23505";

    @Resource(lookup = "java:app/jdbc/foyer")
    private DataSource dataSource;

    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected KeptResponses() {}

    @Inject
    KeptResponses(Clock clock) {
        this.clock = clock;
    }

    /**
     * Looks for the response of an earlier request.
     *
     * @param secret the client's key together with what names the client, the resource and the method
     */
    @Transactional
    public Optional<KeptResponse> find(String secret) {
        // the lock makes this a transaction that has to be stored: on a full disk H2 shows for a moment what it could
        // not keep
        var sql = "select request_hash, status, location, body, created_at"
                + " from platform.idempotent_response where key_hash = ? for update";
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, keyHash(secret));
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var kept = new KeptResponse(
                        rows.getString(1), rows.getInt(2), rows.getString(3), decrypt(rows.getBytes(4), secret));
                var expired = rows.getObject(5, OffsetDateTime.class)
                        .toInstant()
                        .isBefore(clock.instant().minus(KEPT_FOR));
                return expired ? Optional.empty() : Optional.of(kept);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the kept responses can't be read", e);
        }
    }

    /**
     * Carries the work out and keeps its response, unless the key is taken.
     *
     * @throws KeyTakenException if another request has the key; its response can now be found
     */
    @Transactional
    public void carryOut(String secret, Supplier<KeptResponse> work) {
        var hash = keyHash(secret);
        try (var connection = dataSource.getConnection()) {
            reserve(connection, hash);
            var response = work.get();
            keep(connection, hash, response, secret);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new KeyTakenException();
            }
            throw new IllegalStateException("the response can't be kept", e);
        }
    }

    private void reserve(Connection connection, String hash) throws SQLException {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        try (var delete = connection.prepareStatement(
                "delete from platform.idempotent_response where key_hash = ? and created_at < ?")) {
            delete.setString(1, hash);
            delete.setObject(2, now.minus(KEPT_FOR));
            delete.executeUpdate();
        }
        try (var insert = connection.prepareStatement(
                "insert into platform.idempotent_response (key_hash, request_hash, status, body, created_at)"
                        + " values (?, '', 0, ?, ?)")) {
            insert.setString(1, hash);
            insert.setBytes(2, new byte[0]);
            insert.setObject(3, now);
            insert.executeUpdate();
        }
    }

    private static void keep(Connection connection, String hash, KeptResponse response, String secret)
            throws SQLException {
        try (var update = connection.prepareStatement(
                "update platform.idempotent_response set request_hash = ?, status = ?, location = ?, body = ?"
                        + " where key_hash = ?")) {
            update.setString(1, response.requestHash());
            update.setInt(2, response.status());
            update.setString(3, response.location());
            update.setBytes(4, encrypt(response.body(), secret));
            update.setString(5, hash);
            update.executeUpdate();
        }
    }

    /** Forgets what is older than a day; run now and then. */
    @Transactional
    public int forgetExpired() {
        try (var connection = dataSource.getConnection();
                var delete =
                        connection.prepareStatement("delete from platform.idempotent_response where created_at < ?")) {
            delete.setObject(1, clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("expired responses can't be removed", e);
        }
    }

    private static String keyHash(String secret) {
        return Secrets.sha256("key\n" + secret);
    }

    private static byte[] encrypt(String body, String secret) {
        var nonce = Secrets.random(NONCE_BYTES);
        var encrypted = crypt(Cipher.ENCRYPT_MODE, secret, nonce, body.getBytes(StandardCharsets.UTF_8));
        var stored = new byte[NONCE_BYTES + encrypted.length];
        System.arraycopy(nonce, 0, stored, 0, NONCE_BYTES);
        System.arraycopy(encrypted, 0, stored, NONCE_BYTES, encrypted.length);
        return stored;
    }

    private static String decrypt(byte[] stored, String secret) {
        var nonce = Arrays.copyOf(stored, NONCE_BYTES);
        var encrypted = Arrays.copyOfRange(stored, NONCE_BYTES, stored.length);
        return new String(crypt(Cipher.DECRYPT_MODE, secret, nonce, encrypted), StandardCharsets.UTF_8);
    }

    private static byte[] crypt(int mode, String secret, byte[] nonce, byte[] data) {
        try {
            var key = MessageDigest.getInstance("SHA-256").digest(("body\n" + secret).getBytes(StandardCharsets.UTF_8));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept response can't be read", e);
        }
    }
}
