package org.foyer.actions.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A web origin in the form in which browsers send it: lower case, no default port, no path. */
final class WebOrigin {
    static final int MAX_LENGTH = 255;

    private static final Pattern FORM =
            Pattern.compile("(?i)(https?)://([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");
    private static final int MAX_PORT = 65_535;

    private WebOrigin() {}

    /** Empty for what no browser would send as an origin: a path, a wildcard, letters beyond ASCII. */
    static Optional<String> normalised(String text) {
        var match = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !match.matches()) {
            return Optional.empty();
        }
        var scheme = match.group(1).toLowerCase(Locale.ROOT);
        var origin = scheme + "://" + match.group(2).toLowerCase(Locale.ROOT);
        if (match.group(3) == null) {
            return Optional.of(origin);
        }
        int port = Integer.parseInt(match.group(3));
        if (port < 1 || port > MAX_PORT) {
            return Optional.empty();
        }
        return Optional.of(port == (scheme.equals("https") ? 443 : 80) ? origin : origin + ":" + port);
    }
}
