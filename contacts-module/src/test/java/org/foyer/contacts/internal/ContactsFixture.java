package org.foyer.contacts.internal;

import static org.foyer.contacts.internal.LeadFixture.OTHER_WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** Who calls, and what they say. */
final class ContactsFixture {
    static final UUID MEMBER_ID = Ids.next();
    static final UUID KEY_ID = Ids.next();
    static final Caller MEMBER = new Caller(WORKSPACE, MEMBER_ID, null, Set.of(Scope.values()), null, false, "token");
    static final Caller KEY = new Caller(WORKSPACE, null, KEY_ID, Set.of(Scope.values()), null, false, null);
    static final Caller STRANGER =
            new Caller(OTHER_WORKSPACE, null, Ids.next(), Set.of(Scope.values()), null, false, null);

    private ContactsFixture() {}

    /** A JSON object; unlike Map.of it takes null. */
    static Map<String, Object> json(@Nullable Object... namesAndValues) {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
