package org.foyer.api.live;

import org.foyer.contracts.conversations.LiveEntry;

/** For whom entries are worded. */
interface Listeners {
    boolean hearAsTeam(LiveEntry entry);

    boolean hearAsVisitor(LiveEntry entry);

    /** One audience alone. */
    static Listeners only(Audience audience) {
        return new Listeners() {
            @Override
            public boolean hearAsTeam(LiveEntry entry) {
                return audience instanceof Audience.OfTeam && audience.concerns(entry);
            }

            @Override
            public boolean hearAsVisitor(LiveEntry entry) {
                return audience instanceof Audience.OfVisitor && audience.concerns(entry);
            }
        };
    }
}
