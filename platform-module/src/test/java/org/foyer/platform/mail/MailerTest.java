package org.foyer.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.time.Instant;
import java.util.Optional;
import org.foyer.platform.testing.HandClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailerTest {
    @RegisterExtension
    static final GreenMailExtension MAIL =
            new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort()).withPerMethodLifecycle(true);

    private static Mailer mailer(@Nullable String url, @Nullable String from) {
        return new Mailer(
                Optional.ofNullable(url),
                Optional.ofNullable(from),
                new HandClock(Instant.parse("2026-03-02T09:20:00Z")));
    }

    private static String url() {
        return "smtp://127.0.0.1:" + MAIL.getSmtp().getPort();
    }

    @Test
    void sendsAMailAsItIs() throws Exception {
        mailer(url(), "team@example.com")
                .send(new Mail("ana@example.org", "Grüße\r\nBcc: x@y", "Hello 👋\nBye", "Zoë Team", "42"));

        var received = MAIL.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getAllRecipients()).extracting(String::valueOf).containsExactly("ana@example.org");
        assertThat(received[0].getSubject()).isEqualTo("Grüße Bcc: x@y");
        assertThat(received[0].getHeader("Bcc")).isNull();
        assertThat(received[0].getFrom()[0].toString()).contains("<team@example.com>");
        assertThat(received[0].getMessageID()).isEqualTo("<42@foyer>");
        assertThat(received[0].getContent().toString()).isEqualToNormalizingNewlines("Hello 👋\nBye");
    }

    @Test
    void givesEachMailWithoutAnIdItsOwn() throws Exception {
        var mailer = mailer(url(), null);

        mailer.send(new Mail("a@example.org", "one", "1"));
        mailer.send(new Mail("a@example.org", "two", "2"));

        var received = MAIL.getReceivedMessages();
        assertThat(received[0].getMessageID()).isNotEqualTo(received[1].getMessageID());
        assertThat(GreenMailUtil.getAddressList(received[0].getFrom())).isEqualTo("foyer@127.0.0.1");
    }

    @Test
    void signsInWithWhatTheUrlSays() {
        MAIL.setUser("me@example.com", "p@ss:w");
        var url =
                "smtp://me%40example.com:p%40ss%3Aw@127.0.0.1:" + MAIL.getSmtp().getPort();

        mailer(url, null).send(new Mail("a@example.org", "one", "1"));

        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> mailer(url.replace("w@", "x@"), null).send(new Mail("a@example.org", "one", "1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhenTheServerDoesNotTakeIt() {
        var port = MAIL.getSmtp().getPort();
        MAIL.stop();

        assertThatThrownBy(() -> mailer("smtp://127.0.0.1:" + port, null).send(new Mail("a@example.org", "one", "1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("example.org");
    }

    @Test
    void sendsNothingWithoutAServer() {
        assertThat(mailer(null, null).isConfigured()).isFalse();
        assertThat(mailer(" ", null).isConfigured()).isFalse();
        assertThat(mailer(url(), null).isConfigured()).isTrue();
        assertThatThrownBy(() -> mailer(null, null).send(new Mail("a@example.org", "one", "1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAUrlThatIsNone() {
        for (var url : new String[] {"http://host", "smtp:host", "host:25", "smtp://a b", "smtp://user:secret@"}) {
            assertThatThrownBy(() -> mailer(url, null))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> mailer(url(), "nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheUsualPorts() {
        assertThat(MailServer.of("smtp://h", null).port()).isEqualTo(587);
        assertThat(MailServer.of("smtps://h", null).port()).isEqualTo(465);
        assertThat(MailServer.of("smtps://h:99", null).protocol()).isEqualTo("smtps");
        assertThat(MailServer.of("smtp://me%40x.org:secret@h", null).from()).isEqualTo("me@x.org");
        assertThat(MailServer.of("smtp://me%40x.org:secret@h", null).toString()).doesNotContain("secret");
    }
}
