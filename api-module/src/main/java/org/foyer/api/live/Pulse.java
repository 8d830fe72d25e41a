package org.foyer.api.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;

/**
 * Every stream's sign of life, and the end of those whose credential is no longer good. Each second a share of the
 * streams has its turn, so that thousands don't all write in one moment.
 */
@ApplicationScoped
class Pulse {
    static final int SECONDS = 15;
    private static final Logger LOG = Logger.getLogger(Pulse.class.getName());

    @Inject
    private OpenStreams streams;

    @Inject
    private Access access;

    @Inject
    private LiveFeed feed;

    private int turn;

    /** Called once a second. */
    void tick() {
        try {
            turn = (turn + 1) % SECONDS;
            var share = new ArrayList<Stream>();
            for (var stream : streams.all()) {
                if (Math.floorMod(stream.hashCode(), SECONDS) == turn) {
                    share.add(stream);
                }
            }
            if (!share.isEmpty()) {
                endThoseNoLongerAllowed(share);
                share.forEach(Stream::beat);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "live streams got no sign of life", e);
        }
    }

    private void endThoseNoLongerAllowed(List<Stream> share) {
        try {
            var tokens = share.stream()
                    .map(stream -> stream.ticket().credential())
                    .filter(Credential.OfVisitor.class::isInstance)
                    .map(credential -> ((Credential.OfVisitor) credential).token())
                    .toList();
            var good = tokens.isEmpty() ? List.of() : feed.stillGood(tokens);
            share.stream()
                    .collect(Collectors.groupingBy(stream -> stream.ticket().credential()))
                    .forEach((credential, theirs) -> {
                        if (credential instanceof Credential.OfVisitor visitor) {
                            if (!good.contains(visitor.token())) {
                                theirs.forEach(Stream::close);
                            }
                        } else {
                            var caller = caller(credential);
                            theirs.stream()
                                    .filter(stream ->
                                            !mayStill(caller, stream.ticket().audience()))
                                    .forEach(Stream::close);
                        }
                    });
        } catch (RuntimeException e) {
            // not knowing is no reason to end all streams: the next turn asks again
            LOG.log(Level.WARNING, "the credentials of live streams could not be checked", e);
        }
    }

    private Optional<Caller> caller(Credential credential) {
        if (credential instanceof Credential.OfKey key) {
            return access.byApiKey(key.key());
        }
        var session = (Credential.OfSession) credential;
        return access.bySession(session.token(), session.workspaceId());
    }

    private static boolean mayStill(Optional<Caller> caller, Audience audience) {
        return audience instanceof Audience.OfTeam team
                && caller.filter(it -> it.may(Scope.READ)
                                && it.workspaceId().equals(team.workspaceId())
                                && (it.agentId() == null || it.agentId().equals(team.agentId())))
                        .isPresent();
    }
}
