package org.foyer.platform.secret;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/**
 * The installation's key in a file that only its owner may read. It is made under a lock on the file itself, so of two
 * processes that start at once the second one reads what the first one wrote.
 */
final class KeyFile {
    private static final int LONGEST = 1000;

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    byte[] readOrMake() {
        // the lock on the file holds off other processes, this one other threads
        synchronized (KeyFile.class) {
            try {
                Files.createDirectories(path.toAbsolutePath().getParent());
                try (var channel = FileChannel.open(path, Set.of(CREATE, READ, WRITE), ownerOnly())) {
                    channel.lock(); // until the channel is closed
                    return channel.size() == 0 ? make(channel) : read(channel);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the key file " + path + " can't be used", e);
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] make(FileChannel channel) throws IOException {
        var key = Secrets.random(SecretBox.KEY_BYTES);
        var line =
                ByteBuffer.wrap((Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
        return key;
    }

    private byte[] read(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST));
        while (content.hasRemaining() && channel.read(content) >= 0) {
            // a read may bring less than there is
        }
        return SecretBox.decodedKey(new String(content.array(), StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IllegalStateException("The file " + path + " does not hold 32 bytes in base64."
                        + " Restore it from a backup: what is sealed in the database opens with no other key."));
    }
}
