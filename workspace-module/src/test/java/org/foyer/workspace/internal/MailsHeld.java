package org.foyer.workspace.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foyer.platform.mail.Mail;
import org.foyer.platform.mail.Mailer;

/** A mail server that keeps what it takes, and can be out of order or missing. */
final class MailsHeld extends Mailer {
    final List<Mail> sent = new CopyOnWriteArrayList<>();
    volatile boolean configured = true;
    volatile boolean broken;

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public void send(Mail mail) {
        if (broken) {
            throw new IllegalStateException("out of order");
        }
        sent.add(mail);
    }
}
