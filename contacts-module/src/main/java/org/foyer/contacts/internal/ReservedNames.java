package org.foyer.contacts.internal;

import java.util.Set;
import org.foyer.platform.text.Folding;

/** Names that custom attributes can't have: what every contact has, what forms send beside fields, filter's words. */
final class ReservedNames {
    private static final Set<String> NAMES = Set.of(
            "id",
            "external_id",
            "name",
            "email",
            "emails",
            "phone",
            "phones",
            "custom",
            "custom_attributes",
            "created_at",
            "updated_at",
            "last_seen_at",
            "source",
            "sources",
            "origins",
            "consent",
            "website",
            "conversation_id",
            "contact_id",
            "fields");

    private ReservedNames() {}

    static boolean contains(String name) {
        return NAMES.contains(Folding.key(name));
    }
}
