package org.foyer.api.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foyer.api.json.MessageResponse;
import org.foyer.contracts.conversations.LiveEntry;
import org.foyer.contracts.conversations.LiveEvent;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.contracts.conversations.LivePlace;
import org.jspecify.annotations.Nullable;

/** Words events for those who listen; each once, however many listen. */
@ApplicationScoped
class Telling {
    @Inject
    private LiveFeed feed;

    @Inject
    private TeamBodies bodies;

    /** An entry as each audience is told of it, null where it is told nothing. */
    record Told(
            LiveEntry entry,
            @Nullable LiveEvent event,
            @Nullable Block forTeam,
            @Nullable Block forVisitor) {
        @Nullable Block to(Audience audience) {
            if (event == null || !audience.concerns(entry)) {
                return null;
            }
            if (audience instanceof Audience.OfTeam team) {
                return team.reaches(event.agentId()) ? forTeam : null;
            }
            return forVisitor;
        }
    }

    /** Words the entries, in order, for who listens. */
    List<Told> tell(List<LiveEntry> entries, Listeners listeners) {
        var heard = entries.stream()
                .filter(entry -> listeners.hearAsTeam(entry) || listeners.hearAsVisitor(entry))
                .toList();
        var events = new HashMap<LivePlace, LiveEvent>();
        feed.events(heard).forEach(event -> events.put(event.entry().place(), event));
        var forTeam = bodies.of(events.values().stream()
                .filter(event -> listeners.hearAsTeam(event.entry()))
                .toList());
        var told = new ArrayList<Told>();
        for (var entry : entries) {
            var event = events.get(entry.place());
            told.add(new Told(
                    entry,
                    event,
                    event == null ? null : team(event, forTeam.get(event)),
                    event != null && listeners.hearAsVisitor(entry) ? visitor(event) : null));
        }
        return told;
    }

    private static @Nullable Block team(LiveEvent event, @Nullable Object body) {
        return body == null
                ? null
                : new Block(Block.event(event.entry().place(), event.entry().name(), body));
    }

    private static @Nullable Block visitor(LiveEvent event) {
        if (!(event.subject() instanceof LiveEvent.OfMessage of)) {
            return null;
        }
        var place = event.entry().place();
        if (of.changedForm() != null) {
            return new Block(Block.event(place, "lead_form", Map.of("form", MessageResponse.form(of.changedForm()))));
        }
        return new Block(Block.event(place, "message", Map.of("message", MessageResponse.of(of.message()))));
    }
}
