package org.foyer.api.management;

import java.util.UUID;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;

/** What an API key bound to one agent can see: only that agent's things; the rest is as if it were not there. */
final class Reach {
    private Reach() {}

    static void require(Caller caller, UUID agentId, String what) {
        if (!caller.reaches(agentId)) {
            throw Refusal.notFound(what);
        }
    }

    /** For what belongs to the workspace as a whole. */
    static void requireWholeWorkspace(Caller caller) {
        if (caller.agentId() != null) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "This API key is bound to one agent.");
        }
    }
}
