package org.foyer.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.foyer.api.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    /** Gives a few bytes at a time, as a network does. */
    private static InputStream slowly(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, atOnce));
            }
        };
    }

    private static List<String> parts(byte[] body, int atOnce) throws IOException {
        var multipart = new Multipart(slowly(body, atOnce), "xYz");
        var parts = new ArrayList<String>();
        for (var part = multipart.next(); part != null; part = multipart.next()) {
            parts.add(part.name() + "/" + part.fileName() + "/"
                    + new String(part.content().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return parts;
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @SuppressWarnings("StringConcatToTextBlock") // its line ends are CR LF
    private static final String TWO = "--xYz\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n{}\r\n"
            + "--xYz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a%22b;.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\na\r\n--xY\r\n\r\n--\r\n--xYz--\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100_000})
    void readsTheSamePartsHoweverTheBytesCome(int atOnce) throws IOException {
        assertThat(parts(body(TWO), atOnce)).containsExactly("mapping/null/{}", "file/a\"b;.csv/a\r\n--xY\r\n\r\n--");
    }

    @Test
    void skipsWhatStandsBeforeTheFirstPartAndWhatNobodyRead() throws IOException {
        var multipart = new Multipart(new ByteArrayInputStream(body("preamble\r\n" + TWO)), "xYz");
        assertThat(multipart.next()).isNotNull();
        assertThat(multipart.next())
                .isNotNull()
                .extracting(Multipart.Part::name)
                .isEqualTo("file");
        assertThat(multipart.next()).isNull();
        assertThat(multipart.next()).isNull();
    }

    @Test
    void givesBackEveryByteOfALargeFile() throws IOException {
        var file = new byte[300_000];
        new Random(7).nextBytes(file);
        var head = body("--xYz\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n");
        var tail = body("\r\n--xYz--");
        var all = new byte[head.length + file.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(file, 0, all, head.length, file.length);
        System.arraycopy(tail, 0, all, head.length + file.length, tail.length);

        var part = Objects.requireNonNull(new Multipart(slowly(all, 5000), "xYz").next());

        assertThat(part.content().readAllBytes()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no part at all",
                "--xYz",
                "--xYz\r\nContent-Disposition: form-data; name=a\r\n\r\ncut",
                "--xYz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xYz--",
                "--xYznot a boundary\r\n\r\n\r\n--xYz--",
                "--xYz\r\nContent-Disposition: form-data; name=a"
            })
    void refusesWhatIsNoForm(String text) {
        assertThatThrownBy(() -> parts(body(text), 100)).isInstanceOf(ProblemException.class);
    }
}
