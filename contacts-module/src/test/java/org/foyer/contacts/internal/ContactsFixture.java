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
import org.foyer.platform.testing.TestDatabase;
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

    /** Many contacts of a name alone, made on New Year's Day of 2026 by a program. */
    static void fill(TestDatabase database, TestDatabase.Kind kind, UUID workspace, int from, int to) {
        var numbers = kind == TestDatabase.Kind.H2
                ? "system_range(" + from + ", " + to + ") as numbers (n)"
                : "generate_series(" + from + ", " + to + ") as numbers (n)";
        database.transact(entityManager -> entityManager
                .createNativeQuery(
                        "insert into contacts.contact (id, workspace_id, name, name_key, search_text, sources,"
                                + " created_source, created_actor, created_at, updated_at, version)"
                                + " select cast('01900000-0000-7000-8000-' || lpad(cast(n as varchar), 12, '0') as uuid), '"
                                + workspace + "', 'p' || n, 'p' || n, 'p' || n, '[\"api\"]', 'api', 'system',"
                                + " timestamp with time zone '2026-01-01 00:00:00Z',"
                                + " timestamp with time zone '2026-01-01 00:00:00Z', 0 from " + numbers)
                .executeUpdate());
    }
}
