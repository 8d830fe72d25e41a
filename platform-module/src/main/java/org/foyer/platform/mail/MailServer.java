package org.foyer.platform.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server of a URL: {@code smtp://user:password@host:587} is secured where the server offers it (STARTTLS),
 * {@code smtps://…} from the first byte. User and password may be left out; special characters in them are
 * percent-encoded.
 *
 * @param from the sender's address
 */
record MailServer(
        boolean secure,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        String from) {
    private static final int SMTP = 587;
    private static final int SMTPS = 465;
    private static final String TIMEOUT_MILLIS = "10000";

    /**
     * Reads the settings.
     *
     * @param from null: the user, if that is an address, else {@code foyer@<host>}
     */
    static MailServer of(String url, @Nullable String from) {
        var uri = parsed(url);
        var secure = "smtps".equals(uri.getScheme());
        if (!secure && !"smtp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "foyer.smtp.url must be like smtp://user:password@host:587 or smtps://…");
        }
        var login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        var user = login.length > 0 ? decoded(login[0]) : null;
        var password = login.length > 1 ? decoded(login[1]) : null;
        var port = uri.getPort() > 0 ? uri.getPort() : secure ? SMTPS : SMTP;
        return new MailServer(secure, uri.getHost(), port, user, password, address(from, user, uri.getHost()));
    }

    // never with the URL in the message: it holds the password
    private static URI parsed(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("foyer.smtp.url is no valid URL");
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String address(@Nullable String from, @Nullable String user, String host) {
        if (from == null) {
            return user != null && user.contains("@") ? user : "foyer@" + host;
        }
        try {
            return new InternetAddress(from, true).getAddress();
        } catch (AddressException e) {
            throw new IllegalArgumentException("foyer.smtp.from must be one e-mail address");
        }
    }

    Properties properties() {
        var protocol = protocol();
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty("mail." + protocol + ".connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail." + protocol + ".timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail." + protocol + ".writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail." + protocol + ".auth", String.valueOf(user != null));
        properties.setProperty("mail." + protocol + ".starttls.enable", "true");
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        return properties;
    }

    String protocol() {
        return secure ? "smtps" : "smtp";
    }

    /** Without the password: it must not reach a log. */
    @Override
    public String toString() {
        return "MailServer[" + protocol() + "://" + host + ":" + port + "]";
    }
}
