package org.foyer.api.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.conversations.LiveEntry;

/** The streams open on this node, and those among them that are told what happens as it happens. */
@ApplicationScoped
class OpenStreams implements Listeners {
    private final Set<Stream> all = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Integer> byHolder = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Set<Stream>> teams = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Set<Stream>> visitors = new ConcurrentHashMap<>();

    void add(Stream stream) {
        all.add(stream);
        byHolder.merge(stream.ticket().holder(), 1, Integer::sum);
    }

    /** From now on it is told what happens. */
    void tell(Stream stream) {
        if (stream.ticket().audience() instanceof Audience.OfTeam team) {
            add(teams, team.workspaceId(), stream);
        } else if (stream.ticket().audience() instanceof Audience.OfVisitor visitor) {
            add(visitors, visitor.conversationId(), stream);
        }
        if (!stream.isOpen()) {
            silence(stream);
        }
    }

    void remove(Stream stream) {
        if (all.remove(stream)) {
            byHolder.computeIfPresent(stream.ticket().holder(), (holder, count) -> count == 1 ? null : count - 1);
        }
        silence(stream);
    }

    private void silence(Stream stream) {
        if (stream.ticket().audience() instanceof Audience.OfTeam team) {
            remove(teams, team.workspaceId(), stream);
        } else if (stream.ticket().audience() instanceof Audience.OfVisitor visitor) {
            remove(visitors, visitor.conversationId(), stream);
        }
    }

    private static void add(ConcurrentHashMap<UUID, Set<Stream>> streams, UUID key, Stream stream) {
        streams.compute(key, (any, known) -> {
            var set = known == null ? ConcurrentHashMap.<Stream>newKeySet(2) : known;
            set.add(stream);
            return set;
        });
    }

    private static void remove(ConcurrentHashMap<UUID, Set<Stream>> streams, UUID key, Stream stream) {
        streams.computeIfPresent(key, (any, known) -> {
            known.remove(stream);
            return known.isEmpty() ? null : known;
        });
    }

    int count() {
        return all.size();
    }

    int countOf(String holder) {
        return byHolder.getOrDefault(holder, 0);
    }

    Collection<Stream> all() {
        return all;
    }

    Collection<Stream> ofTeam(UUID workspaceId) {
        return teams.getOrDefault(workspaceId, Collections.emptySet());
    }

    Collection<Stream> ofVisitor(UUID conversationId) {
        return visitors.getOrDefault(conversationId, Collections.emptySet());
    }

    @Override
    public boolean hearAsTeam(LiveEntry entry) {
        return teams.containsKey(entry.workspaceId());
    }

    @Override
    public boolean hearAsVisitor(LiveEntry entry) {
        return entry.conversationId() != null
                && entry.concernsVisitor()
                && visitors.containsKey(entry.conversationId());
    }
}
