package org.foyer.conversations.internal;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.foyer.platform.text.EmailAddresses;
import org.foyer.platform.text.PhoneNumbers;

/**
 * What visitors tell of themselves in the chat ("I'm Ana, ana@example.com"): goes into the inputs of a form beforehand,
 * where they see and correct it. Only what is surely meant as a name is taken for one.
 */
final class TypedDetails {
    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,190}\\.\\p{L}{2,24}");
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\+?[0-9(][0-9 ()./-]{6,22}[0-9](?![\\p{L}\\p{N}])");
    private static final String NAME =
            "((?:\\p{Lu}[\\p{L}'’-]{0,30})(?: (?:\\p{Lu}[\\p{L}'’-]{0,30}|de|da|van|von|del|di|la|der|den)){0,3})";

    /** Says outright that a name follows. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:(?i:my name is|my name's|name is|name:|i am called|ich hei(?:ß|ss)e|mein name ist|je m'appelle|mon nom est"
                    + "|me llamo|mi nombre es|mi chiamo|il mio nome è|meu nome é|chamo-me|me chamo|mijn naam is|ik heet))\\s+"
                    + NAME);

    /** May as well say something else: "I'm German". */
    private static final Pattern INTRODUCED = Pattern.compile(
            "(?<![\\p{L}])(?:(?i:i'm|i am|im|this is|it's|ich bin|je suis|soy|sono|ik ben|sou))\\s+" + NAME
                    + "(?=\\s*(?:$|[,.;:!\\n(]|[-–—]|\\b(?:from|and|at|here|my|aus|von|und|de|y|et|e|en|van)\\b))");

    private static final Set<String> NO_NAMES = Set.of(
            "american",
            "british",
            "german",
            "french",
            "spanish",
            "italian",
            "dutch",
            "portuguese",
            "english",
            "sorry",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "interested",
            "ok",
            "okay",
            "fine",
            "great",
            "not",
            "a",
            "the",
            "i",
            "ceo",
            "cto",
            "looking",
            "here",
            "sure",
            "yes",
            "no");

    /** More words than these beside the details, and the message is about something else. */
    private static final int MOST_WORDS = 10;

    private TypedDetails() {}

    /** The last e-mail address, phone number and name typed in these messages, by field. */
    static Map<String, String> in(List<String> messages, String region) {
        var details = new LinkedHashMap<String, String>();
        for (var message : messages) {
            var typed = Normalizer.normalize(message, Normalizer.Form.NFC).replace('’', '\'');
            var email = lastOf(EMAIL, typed).map(EmailAddresses::canonical);
            email.ifPresent(found -> details.put("email", found));
            var phone = phone(typed, region);
            phone.ifPresent(found -> details.put("phone", found));
            name(typed, email.isPresent() || phone.isPresent()).ifPresent(found -> details.put("name", found));
        }
        return details;
    }

    private static Optional<String> phone(String typed, String region) {
        return ContactData.isIn(EMAIL.matcher(typed).replaceAll(" "))
                ? lastOf(PHONE, EMAIL.matcher(typed).replaceAll(" ")).map(found -> PhoneNumbers.e164(found, region))
                : Optional.empty();
    }

    private static Optional<String> name(String typed, boolean besideDetails) {
        return lastOf(NAMED, typed)
                .or(() -> besideDetails ? lastOf(INTRODUCED, typed) : Optional.empty())
                .filter(name -> !NO_NAMES.contains(name.split(" ", 2)[0].toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> lastOf(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        String last = null;
        while (matcher.find()) {
            last = matcher.group(matcher.groupCount()).strip();
        }
        return Optional.ofNullable(last);
    }

    /** Whether a message leaves details to be reached at, rather than to look something up by. */
    static boolean areOffered(String message) {
        if (!ContactData.isIn(message) || message.contains("?")) {
            return false;
        }
        var rest = PHONE.matcher(EMAIL.matcher(message).replaceAll(" ")).replaceAll(" ");
        return rest.split("[^\\p{L}\\p{N}']+").length <= MOST_WORDS;
    }
}
