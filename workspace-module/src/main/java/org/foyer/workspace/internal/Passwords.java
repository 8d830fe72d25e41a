package org.foyer.workspace.internal;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

/** Hashes passwords with Argon2id and compares them, and makes up a first one. */
@ApplicationScoped
class Passwords {
    static final int SHORTEST = 8;
    static final int LONGEST = 200;

    // of the parameters that OWASP's password storage cheat sheet calls equally strong, those with the least memory:
    // password4j keeps as much as one hash takes
    private static final int MEMORY_KIB = 7 * 1024;
    private static final int ITERATIONS = 5;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private static final String UNAMBIGUOUS = "abcdefghjkmnpqrstuvwxyz23456789";
    /** How long a request waits for its turn: hashing is costly, and waiting requests hold the server's threads. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int GENERATED_LENGTH = 20;

    private final SecureRandom random = new SecureRandom();

    // each hash takes 14 MiB: a flood of sign-ins must not take them all at once
    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final int memoryKib;

    Passwords() {
        this(MEMORY_KIB);
    }

    /** With another memory cost, for tests. */
    Passwords(int memoryKib) {
        this.memoryKib = memoryKib;
    }

    /** Reads a password that somebody chooses; what is too short, too long or blank is a fault of the document. */
    static String chosen(Document document, String name) {
        var password = document.text(name, LONGEST);
        if (password == null) {
            if (document.raw(name) == null) {
                document.violation(name, "is required");
            }
            return "";
        }
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            document.violation(name, "must have at least " + SHORTEST + " characters");
        } else if (password.isBlank()) {
            document.violation(name, "must not be blank");
        }
        return password;
    }

    /** Reads a password that somebody already has; it need only be one that could be. */
    static String given(Document document, String name) {
        var password = document.text(name, LONGEST);
        if (document.raw(name) == null) {
            document.violation(name, "is required");
        } else if (password != null && password.isEmpty()) {
            document.violation(name, "must not be empty");
        }
        return password == null ? "" : password;
    }

    String hash(String password) {
        // With a salt of our own: password4j's would read its properties file and warn that there is none.
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return limited(() -> Argon2Function.getInstance(memoryKib, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID)
                .hash(bytes(password), salt)
                .getResult());
    }

    /**
     * Whether this is the password.
     *
     * @param hash what {@link #hash} made of it; null for nobody's, which takes as long and is never true
     */
    boolean match(String password, @Nullable String hash) {
        if (hash == null) {
            hash(password);
            return false;
        }
        // the parameters come from the hash, so that old hashes hold when the parameters are raised
        return limited(() -> Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Twenty characters that can't be mistaken for one another, about 99 random bits. */
    String generate() {
        var password = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(UNAMBIGUOUS.charAt(random.nextInt(UNAMBIGUOUS.length())));
        }
        return password.toString();
    }

    // normalised, because keyboards differ in how they compose an accented letter
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T limited(Supplier<T> work) {
        try {
            if (!atOnce.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw Refusal.tooMany("Too many people are signing in; try again in a moment.", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to hash a password", e);
        }
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
