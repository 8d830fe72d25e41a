package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people are sent by e-mail, through a real mail server. */
abstract class MailContract {
    private static final String PASSWORD = "a password of theirs";

    abstract URI url();

    @Test
    void invitesTellsOfNewLeadsAndLetsBackInByMail() {
        var team = Team.signIn(url()).inNewWorkspace("Mail & Co");
        var email = UUID.randomUUID() + "@example.org";
        team.session()
                .post("/api/v1/members", "{\"email\":\"" + email + "\",\"role\":\"viewer\"}")
                .expecting(201);
        var opened = Api.at(url())
                .post(
                        "/api/v1/invitations/acceptance",
                        "{\"token\":\"" + token(mailed(email, "invited to Mail & Co"))
                                + "\",\"name\":\"Ada\",\"password\":\"" + PASSWORD + "\"}")
                .expecting(201);
        var ada = Team.sessionOf(url(), opened);

        assertThat(ada.get("/api/v1/me/notifications").expecting(200).body())
                .contains("\"new_leads\":\"off\"", "\"mail_configured\":true");
        var agent = team.agent("{\"name\":\"Sales\"}");
        var unheard = lead(team, agent);
        assertThat(ada.put("/api/v1/me/notifications", "{\"new_leads\":\"each\"}")
                        .expecting(200)
                        .body())
                .contains("\"each\"");
        var heard = lead(team, agent);
        assertThat(mailed(email, heard)).contains("#/leads");
        assertThat(inbox(email).filter(text -> text.contains(unheard))).isEmpty();
        ada.put("/api/v1/me/notifications", "{\"new_leads\":\"hourly\"}").expecting(400);
        team.key().outsideContract("GET", "/api/v1/me/notifications", null).expecting(403);

        Api.at(url())
                .post("/api/v1/password-reset", "{\"email\":\"" + email + "\"}")
                .expecting(204);
        var reset = token(mailed(email, "new password"));
        Api.at(url())
                .post(
                        "/api/v1/password-reset/confirmation",
                        "{\"token\":\"" + reset + "\",\"password\":\"another password\"}")
                .expecting(204);
        Api.at(url())
                .post("/api/v1/session", "{\"email\":\"" + email + "\",\"password\":\"another password\"}")
                .expecting(201);
    }

    /** Captures a lead; what the mail of it must contain. */
    private static String lead(Team team, String agent) {
        var email = UUID.randomUUID() + "@example.com";
        team.key()
                .post("/api/v1/agents/" + agent + "/leads", "{\"name\":\"Ana\",\"email\":\"" + email + "\"}")
                .expecting(201);
        return email;
    }

    private static String mailed(String to, String text) {
        Waiting.until(
                "a mail to " + to + " with " + text,
                () -> inbox(to).filter(mail -> mail.contains(text)).isPresent());
        return inbox(to).orElseThrow();
    }

    /** All that was sent to an address, subjects too. */
    private static Optional<String> inbox(String to) {
        return Arrays.stream(Running.mail().getReceivedMessages())
                .filter(mail -> isTo(mail, to))
                .map(MailContract::text)
                .reduce((first, second) -> first + "\n" + second);
    }

    private static boolean isTo(MimeMessage mail, String to) {
        try {
            return mail.getAllRecipients()[0].toString().equals(to);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    // as it came: to read the content takes an activation framework that is here in two versions
    private static String text(MimeMessage mail) {
        try {
            return mail.getSubject() + "\n" + GreenMailUtil.getBody(mail);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token of the last link. */
    private static String token(String text) {
        return Pattern.compile("token=(\\S+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
