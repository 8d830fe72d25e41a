package org.foyer.platform.mail;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends e-mail, where {@code foyer.smtp.url} is set. Sending takes as long as the server does, up to some ten seconds, so
 * it belongs into a durable delivery and never into a request.
 */
@ApplicationScoped
public class Mailer {
    /** More at once would keep deliveries waiting that have nothing to do with mail, were the server slow. */
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private @Nullable MailServer server;
    private Clock clock;

    @Inject
    Mailer(
            @ConfigProperty(name = "foyer.smtp.url") Optional<String> url,
            @ConfigProperty(name = "foyer.smtp.from") Optional<String> from,
            Clock clock) {
        this.server = url.filter(text -> !text.isBlank())
                .map(text -> MailServer.of(text, from.orElse(null)))
                .orElse(null);
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Mailer() {}

    /** Whether mail can be sent at all. */
    public boolean isConfigured() {
        return server != null;
    }

    /**
     * Hands a mail to the server.
     *
     * @throws IllegalStateException if there is no server, it did not take the mail, or it is busy with others of ours;
     *     trying again may help
     */
    public void send(Mail mail) {
        var to = server;
        if (to == null) {
            throw new IllegalStateException("foyer.smtp.url is not set");
        }
        if (!turns.tryAcquire()) {
            throw new IllegalStateException("the mail server is busy with other mails");
        }
        try {
            var session = Session.getInstance(to.properties());
            var message = message(session, to, mail);
            try (var transport = session.getTransport(to.protocol())) {
                transport.connect(to.host(), to.port(), to.user(), to.password());
                transport.sendMessage(message, message.getAllRecipients());
            }
            sent.increment();
        } catch (MessagingException | UnsupportedEncodingException e) {
            failed.increment();
            // without what the server says: it names the address, and failures are logged and kept
            throw new IllegalStateException(
                    "the mail server did not take " + mail + ": " + e.getClass().getSimpleName());
        } finally {
            turns.release();
        }
    }

    /** How many mails were sent since the node started. */
    public long sent() {
        return sent.sum();
    }

    /** How many times the server did not take one. */
    public long failed() {
        return failed.sum();
    }

    private MimeMessage message(Session session, MailServer server, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        var message = new IdentifiedMessage(session, mail.id() == null ? null : "<" + mail.id() + "@foyer>");
        message.setFrom(new InternetAddress(server.from(), mail.fromName(), StandardCharsets.UTF_8.name()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject().replaceAll("\\s+", " ").strip(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Date", RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        // so that no absence notice answers a machine
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** A message that keeps the id it was given. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final @Nullable String id;

        IdentifiedMessage(Session session, @Nullable String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            if (id == null) {
                super.updateMessageID();
            } else {
                setHeader("Message-ID", id);
            }
        }
    }
}
