package org.foyer.api.upload;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form with a file in it, as it was sent.
 *
 * @param fields the other parts, by name
 * @param file where the part {@code file} was put; null if there was none. Whoever does not move it away need not delete it
 * @param sha256 of the fields and the file
 */
public record Upload(Map<String, String> fields, @Nullable StoredFile file, String sha256) {
    /**
     * The file.
     *
     * @param name as the client calls it
     */
    public record StoredFile(Path path, String name, long size) {}
}
