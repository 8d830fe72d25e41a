package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import java.net.URI;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxOnPostgresIT extends InboxContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }

    @Test
    void mailsAReplyToAVisitorWhoLeft() throws Exception {
        var team = Team.signIn(url());
        var guest = team.visit(team.agentThatCollects(""));
        var email = "ana-" + UUID.randomUUID() + "@example.com";
        guest.submit(guest.askForForm(), "{\"email\":\"" + email + "\"}").expecting(201);
        var database = Running.postgresDatabase();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var leave = connection.prepareStatement("""
                        update conversations.visitor set last_seen_at = now() - interval '1 hour'
                        where id = (select visitor_id from conversations.conversation where id = ?)
                        """)) {
            leave.setObject(1, UUID.fromString(guest.conversation()));
            assertThat(leave.executeUpdate()).isEqualTo(1);
        }

        team.session()
                .post("/api/v1/conversations/" + guest.conversation() + "/messages", "{\"text\":\"We can do that.\"}")
                .expecting(201);

        Waiting.until("the mail arrives", () -> Arrays.stream(Running.mail().getReceivedMessages())
                .anyMatch(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(email)
                                && GreenMailUtil.getBody(mail).contains("We can do that.");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }
}
