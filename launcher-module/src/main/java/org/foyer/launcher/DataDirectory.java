package org.foyer.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The one directory in which Foyer keeps everything, held by one process at a time. The hold ends with the process,
 * however it ends. Beside the data it contains {@code logs/} and {@code .foyer-server/}, the unpacked server, which is
 * made anew at every start.
 */
final class DataDirectory {
    private static final String LOCK = "foyer.lock";
    private static final String SERVER = ".foyer-server";

    private final Path root;

    /** Never closed: the operating system releases the lock when the process is gone. */
    @SuppressWarnings("unused")
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Makes the directory where it is missing, readable by its owner only, and takes hold of it. */
    static DataDirectory open(Path root) throws CannotStartException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new CannotStartException("FOYER_DATA_DIR must be a directory, but " + root + " is a file.");
        }
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                protect(root);
            }
            var lock = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw new CannotStartException("Another Foyer is running on the data directory " + root
                        + ". Stop it, or choose another directory with FOYER_DATA_DIR.");
            }
            var directory = new DataDirectory(root, lock);
            delete(directory.server());
            Files.createDirectories(directory.temporary());
            Files.createDirectories(directory.log().getParent());
            return directory;
        } catch (IOException e) {
            throw new CannotStartException("The data directory " + root + " cannot be used ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + "). Choose another with FOYER_DATA_DIR.");
        }
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("logs").resolve("foyer.log");
    }

    /** What the server unpacks and writes while it runs; of no use afterwards. */
    Path server() {
        return root.resolve(SERVER);
    }

    Path temporary() {
        return server().resolve("tmp");
    }

    private static void protect(Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
