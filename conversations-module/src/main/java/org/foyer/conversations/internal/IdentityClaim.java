package org.foyer.conversations.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.contracts.actions.FormField;
import org.foyer.platform.document.Document;

/**
 * Somebody's claim to be a user of the agent's site, worth nothing until it is proved.
 *
 * @param userId exactly as given: two that differ in anything are two users
 * @param described what was said along with it, as given
 */
record IdentityClaim(String userId, String userHash, Map<String, String> described) {
    private static final Map<String, Integer> DESCRIPTIONS = Map.of("name", 255, "email", 254, "phone", 40);

    static IdentityClaim read(Document claim) {
        var userId = claim.text("user_id", 255);
        if (userId == null) {
            if (claim.raw("user_id") == null) {
                claim.violation("user_id", "is required");
            }
        } else if (userId.isBlank()) {
            claim.violation("user_id", "must not be blank");
        } else if (!userId.strip().equals(userId)) {
            claim.violation("user_id", "must not begin or end with white space");
        }
        var described = new LinkedHashMap<String, String>();
        DESCRIPTIONS.forEach((name, maxLength) -> {
            var value = claim.text(name, maxLength);
            if (value != null) {
                described.put(name, value);
            }
        });
        return new IdentityClaim(userId == null ? "" : userId, claim.requiredText("user_hash", 128), described);
    }

    /** What was said, normalised. A value that is no e-mail address or phone number is left out, not refused. */
    Map<String, String> values(String defaultRegion) {
        var reader = new FieldValues(defaultRegion);
        var values = new LinkedHashMap<String, String>();
        described.forEach((name, value) -> {
            var document = Document.of(Map.of(name, value));
            var read = reader.read(List.of(new FormField(name, name, "text", false, "", "")), document);
            if (!document.faulty()) {
                values.putAll(read);
            }
        });
        return values;
    }
}
