package org.foyer.conversations.internal;

import java.util.Locale;

/**
 * Finds out whether a person typed an e-mail address or a phone number. Numbers that are called something else
 * ("order 3707955617") are not phone numbers.
 */
final class ContactData {

    private static final int SHORTEST_PHONE = 8;
    private static final int LONGEST_PHONE = 15;

    private ContactData() {}

    static boolean isIn(String text) {
        return hasEmail(text) || hasPhone(text);
    }

    private static boolean hasEmail(String text) {
        for (var at = text.indexOf('@'); at > 0; at = text.indexOf('@', at + 1)) {
            var dot = text.indexOf('.', at + 2);
            if (Character.isLetterOrDigit(text.charAt(at - 1))
                    && dot > 0
                    && dot + 2 < text.length()
                    && isHost(text, at + 1, dot)
                    && Character.isLetter(text.charAt(dot + 1))
                    && Character.isLetter(text.charAt(dot + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHost(String text, int from, int to) {
        if (to - from > 63) {
            return false;
        }
        for (var i = from; i < to; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasPhone(String text) {
        var digits = 0;
        var start = -1;
        for (var i = 0; i <= text.length(); i++) {
            var character = i < text.length() ? text.charAt(i) : 'x';
            if (character >= '0' && character <= '9') {
                digits++;
                start = start < 0 ? i : start;
            } else if (digits == 0 || "+-() ./".indexOf(character) < 0) {
                if (digits >= SHORTEST_PHONE && digits <= LONGEST_PHONE && mayBePhone(text, start)) {
                    return true;
                }
                digits = 0;
                start = -1;
            }
        }
        return false;
    }

    private static boolean mayBePhone(String text, int start) {
        var before = text.substring(Math.max(0, start - 24), start).toLowerCase(Locale.ROOT);
        if (before.endsWith("+")) {
            return true;
        }
        for (var other : new String[] {
            "order", "purchase", "policy", "invoice", "account", "tracking", "ticket", "reference", "routing", "#", "$"
        }) {
            if (before.contains(other)) {
                return false;
            }
        }
        return start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    }
}
