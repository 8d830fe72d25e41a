package org.foyer.platform.text;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses: what is one, and its one form. */
public final class EmailAddresses {
    public static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_PART = 64;

    // RFC 5321 dot-string, with letters beyond ASCII as RFC 6531 allows; quoted local parts are not worth the harm
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}.-]+");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    private EmailAddresses() {}

    /** The canonical form of an address that is trimmed and in NFC: its domain in lower case; null if it is none. */
    public static @Nullable String canonical(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_PART || text.length() > 2 * MAX_LENGTH) {
            return null;
        }
        var local = text.substring(0, at);
        var typed = text.substring(at + 1);
        // as IDN reads it: full-width letters and dots are plain ones
        var domain = PLAIN.matcher(typed).matches()
                ? typed.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replace('\u3002', '.')
                        .toLowerCase(Locale.ROOT);
        var email = local + "@" + domain;
        return LOCAL_PART.matcher(local).matches() && isDomain(domain) && email.length() <= MAX_LENGTH ? email : null;
    }

    // IDN drops invisible characters, which would make two addresses of one
    private static boolean isDomain(String domain) {
        try {
            return VISIBLE.matcher(domain).matches()
                    && DOMAIN.matcher(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES)
                                    .toLowerCase(Locale.ROOT))
                            .matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
