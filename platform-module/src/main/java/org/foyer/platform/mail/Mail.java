package org.foyer.platform.mail;

import org.jspecify.annotations.Nullable;

/**
 * An e-mail of plain text.
 *
 * @param to one address
 * @param subject one line; line breaks in it become spaces
 * @param fromName shown as the sender beside the configured address; null for none
 * @param id makes the {@code Message-ID}, so that a mail sent again after a crash is seen to be the same; null for a new one
 */
public record Mail(
        String to,
        String subject,
        String text,
        @Nullable String fromName,
        @Nullable String id) {
    public Mail(String to, String subject, String text) {
        this(to, subject, text, null, null);
    }

    /** Without address and text: they must not reach a log. */
    @Override
    public String toString() {
        return "Mail[" + id + "]";
    }
}
