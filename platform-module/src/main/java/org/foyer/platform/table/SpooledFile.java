package org.foyer.platform.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A whole file, ready to be sent; whoever sends it removes it.
 *
 * @param name what the receiver may call it
 * @param sha256 the digest of its bytes, in Base64
 */
public record SpooledFile(Path path, String name, String mediaType, long size, String sha256) {
    /** What writes the file. */
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a temporary file; nothing is left of it when that fails. */
    public static SpooledFile write(String name, TableFormat format, Writing writing) {
        try {
            var path = Files.createTempFile("foyer-export", "." + format.wireName());
            var digest = digest();
            var whole = false;
            try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(path)), digest)) {
                writing.to(out);
                out.flush();
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(path);
                }
            }
            return new SpooledFile(
                    path,
                    name + "." + format.wireName(),
                    format.mediaType(),
                    Files.size(path),
                    Base64.getEncoder().encodeToString(digest.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
