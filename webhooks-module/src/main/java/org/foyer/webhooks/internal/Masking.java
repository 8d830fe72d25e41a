package org.foyer.webhooks.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes out of what is logged whatever opens something: signatures, cookies, credentials, values of a URL's query. */
final class Masking {
    private static final String MASK = "***";
    private static final Set<String> SECRET =
            Set.of("webhook-signature", "authorization", "cookie", "set-cookie", "proxy-authorization", "x-api-key");

    private Masking() {}

    static Map<String, String> headers(Map<String, String> headers) {
        var masked = new LinkedHashMap<String, String>();
        headers.forEach((name, value) ->
                masked.put(name, SECRET.contains(name.toLowerCase(Locale.ROOT)) ? MASK : printable(value)));
        return masked;
    }

    static String url(String url) {
        var query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?" + MASK;
    }

    /** Some endpoints answer with all that they were sent. NUL, which PostgreSQL does not take, goes too. */
    static String body(String body, Map<String, String> requestHeaders) {
        var masked = printable(body);
        for (var signature :
                requestHeaders.getOrDefault("webhook-signature", "").split(" ", -1)) {
            if (!signature.isEmpty()) {
                masked = masked.replace(signature, MASK).replace(signature.substring("v1,".length()), MASK);
            }
        }
        return masked;
    }

    private static String printable(String text) {
        return text.replace('\0', ' ');
    }
}
