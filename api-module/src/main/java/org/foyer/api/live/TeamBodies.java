package org.foyer.api.live;

import java.util.List;
import java.util.Map;
import org.foyer.contracts.conversations.LiveEvent;

/** What the team is shown of an event: the same JSON that its resources answer. */
public interface TeamBodies {
    /** The body of each event; none for an event whose subject is gone. */
    Map<LiveEvent, Object> of(List<LiveEvent> events);
}
