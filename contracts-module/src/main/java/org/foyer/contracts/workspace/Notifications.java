package org.foyer.contracts.workspace;

import java.util.Map;

/** What a member is mailed of a workspace: nothing, until they ask for it. Where no mail server is set, nothing is sent. */
public interface Notifications {
    /** What the calling member asked for. */
    NotificationsView get(Caller caller);

    /**
     * Asks for something else.
     *
     * @param body {@code new_leads}: {@code off}, {@code each} or {@code daily}; absent changes nothing
     * @throws org.foyer.contracts.refusal.Refusal INVALID
     */
    NotificationsView change(Caller caller, Map<String, Object> body);
}
