package org.foyer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void isMadeForItsOwnerOnly() throws Exception {
        var root = directory.resolve("a/b");

        var data = DataDirectory.open(root);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        assertThat(data.temporary()).isDirectory();
        assertThat(data.log().getParent()).isDirectory();
    }

    @Test
    void losesWhatAKilledServerLeftAndNothingElse() throws Exception {
        var leftover = directory.resolve(".foyer-server/runtime/old.jar");
        Files.createDirectories(leftover.getParent());
        Files.writeString(leftover, "old");
        var outside = Files.writeString(directory.resolve("foyer.mv.db"), "data");
        Files.createSymbolicLink(directory.resolve(".foyer-server/link"), outside);

        DataDirectory.open(directory);

        assertThat(leftover).doesNotExist();
        assertThat(outside).hasContent("data");
    }

    @Test
    void mustNotBeAFile() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("FOYER_DATA_DIR must be a directory, but " + file + " is a file.");
    }

    @Test
    void mustBePossibleToMake() throws Exception {
        var impossible = Files.writeString(directory.resolve("file"), "").resolve("below");

        assertThatThrownBy(() -> DataDirectory.open(impossible))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining(impossible.toString())
                .hasMessageContaining("FOYER_DATA_DIR");
    }
}
