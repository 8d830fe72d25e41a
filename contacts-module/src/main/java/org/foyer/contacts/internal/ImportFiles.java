package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.platform.id.Ids;

/** The uploaded files, in the directory {@code imports} of the data directory; nodes of a cluster must share it. */
@ApplicationScoped
class ImportFiles {
    private static final String INCOMING = "incoming-";

    private Path directory;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ImportFiles() {}

    @Inject
    ImportFiles(@ConfigProperty(name = "foyer.data.dir", defaultValue = "./foyer-data") String dataDirectory) {
        this(Path.of(dataDirectory));
    }

    ImportFiles(Path dataDirectory) {
        this.directory = dataDirectory.resolve("imports");
    }

    /** A place for a file that is coming in. */
    Path incoming() {
        try {
            Files.createDirectories(directory);
            return directory.resolve(INCOMING + Ids.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a file; what it is kept under. */
    UUID keep(Path file) {
        try {
            Files.createDirectories(directory);
            var id = Ids.next();
            Files.move(file, place(id), StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path place(UUID id) {
        return directory.resolve(id.toString());
    }

    void delete(UUID id) {
        try {
            Files.deleteIfExists(place(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files kept that were last written before a time: which of them nobody needs is the caller's to know. */
    List<UUID> keptBefore(Instant time) {
        return older(time)
                .map(path -> Ids.parse(path.getFileName().toString()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Deletes what came in before a time and was never taken over. */
    void deleteIncomingBefore(Instant time) {
        older(time)
                .filter(path -> path.getFileName().toString().startsWith(INCOMING))
                .forEach(path -> {
                    try {
                        Files.deleteIfExists(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private Stream<Path> older(Instant time) {
        if (!Files.isDirectory(directory)) {
            return Stream.of();
        }
        try (var files = Files.list(directory)) {
            return files.toList().stream().filter(path -> writtenBefore(path, time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean writtenBefore(Path path, Instant time) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(time);
        } catch (IOException e) {
            return false; // just deleted
        }
    }
}
