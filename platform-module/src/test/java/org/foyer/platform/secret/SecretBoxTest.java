package org.foyer.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
    private static final String PLACE = "agent/1";

    @TempDir
    Path directory;

    private SecretBox onFile() {
        return new SecretBox(Optional.empty(), directory.resolve("data").toString());
    }

    @Test
    void opensWhatItSealedAndShowsNothingOfIt() {
        var box = SecretBox.withRandomKey();
        var sealed = box.seal("gehéim \uD83D\uDD11", PLACE);
        assertThat(box.open(sealed, PLACE)).isEqualTo("gehéim \uD83D\uDD11");
        assertThat(sealed).startsWith("v1.").doesNotContain("geh");
        assertThat(box.seal("gehéim \uD83D\uDD11", PLACE)).as("a new nonce").isNotEqualTo(sealed);
        assertThat(box.open(box.seal("", PLACE), PLACE)).isEmpty();
    }

    @Test
    void saysThatTheKeyIsAnotherOne() {
        var sealed = SecretBox.withRandomKey().seal("secret", PLACE);
        assertThatThrownBy(() -> SecretBox.withRandomKey().open(sealed, PLACE))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining("sealed with the key")
                .hasMessageContaining("FOYER_SECRET_KEY");
    }

    @Test
    void noticesAChangeAnotherPlaceAndRubbish() {
        var box = SecretBox.withRandomKey();
        var sealed = box.seal("secret", PLACE);
        var last = sealed.charAt(sealed.length() - 2);
        var changed = sealed.substring(0, sealed.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + sealed.charAt(sealed.length() - 1);
        var prefix = sealed.substring(0, sealed.lastIndexOf('.') + 1);
        for (var wrong :
                List.of(changed, prefix, prefix + "AAAA", prefix + "%%%", "", "secret", "v2" + sealed.substring(2))) {
            assertThatThrownBy(() -> box.open(wrong, PLACE)).as(wrong).isInstanceOf(UnopenableSecretException.class);
        }
        assertThatThrownBy(() -> box.open(sealed, "agent/2")).isInstanceOf(UnopenableSecretException.class);
    }

    @Test
    void takesTheConfiguredKeyAndThenTouchesNoFile() {
        var key = Base64.getEncoder().encodeToString(Secrets.random(32));
        var one = new SecretBox(Optional.of(key), directory.toString());
        var other = new SecretBox(Optional.of(" " + key + "\n"), "/nowhere/at/all");
        assertThat(other.open(one.seal("secret", PLACE), PLACE)).isEqualTo("secret");
        assertThat(directory.resolve(SecretBox.FILE)).doesNotExist();
    }

    @Test
    void refusesAConfiguredKeyThatIsNone() {
        for (var wrong : List.of("", "short", Base64.getEncoder().encodeToString(new byte[16]), "!".repeat(44))) {
            assertThatThrownBy(() -> new SecretBox(Optional.of(wrong), directory.toString()))
                    .as(wrong)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("FOYER_SECRET_KEY must be 32 bytes in base64");
        }
    }

    @Test
    void makesAKeyFileForItsOwnerOnlyOnce() throws IOException {
        var sealed = onFile().seal("secret", PLACE);
        var file = directory.resolve("data").resolve(SecretBox.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var key = Files.readString(file);
        assertThat(onFile().open(sealed, PLACE)).isEqualTo("secret");
        assertThat(Files.readString(file)).isEqualTo(key);
    }

    @Test
    void doesNotReplaceADamagedKeyFile() throws IOException {
        onFile().prepare();
        var file = directory.resolve("data").resolve(SecretBox.FILE);
        Files.writeString(file, "damaged");
        assertThatThrownBy(this::onFile)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("backup");
        assertThat(file).hasContent("damaged");
    }

    @Test
    void twoProcessesThatStartAtOnceGetOneKey() throws IOException, InterruptedException {
        var processes = new ArrayList<Process>();
        for (var i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Starting.class.getName(),
                            directory.resolve("data").toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (var process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            var sealed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(sealed).isZero();
            assertThat(onFile().open(sealed.strip(), PLACE)).isEqualTo("secret");
        }
    }

    /** A process that starts on a data directory and seals something. */
    static final class Starting {
        private Starting() {}

        public static void main(String[] arguments) {
            System.out.println(new SecretBox(Optional.empty(), arguments[0]).seal("secret", PLACE));
        }
    }
}
