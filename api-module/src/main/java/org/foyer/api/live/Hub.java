package org.foyer.api.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.conversations.LiveEntry;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.contracts.conversations.LivePlace;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed once for all streams of this node and hands each what concerns it. A stream that begins in the past
 * reads for itself until it has nearly caught up; the last step is done here, between two rounds, so that it joins
 * exactly where the others are.
 */
@ApplicationScoped
class Hub {
    private static final Logger LOG = Logger.getLogger(Hub.class.getName());
    private static final int PAGE = 100;

    /** How long another node's news may go unnoticed; those of this node are told at once. */
    private static final long POLL_MILLIS = 1000;

    /** What is numbered in vain while nobody listens is little work; never to do it would make the first one wait. */
    private static final long IDLE_POLL_MILLIS = 15_000;

    /** Between two rounds, so that what comes in a rush is told in fewer. */
    private static final long PAUSE_MILLIS = 10;

    @Inject
    private LiveFeed feed;

    @Inject
    private Telling telling;

    @Inject
    private OpenStreams streams;

    private final Queue<Stream> joining = new ConcurrentLinkedQueue<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private @Nullable LivePlace at;

    /** Something was committed. */
    void nudge() {
        if (streams.count() > 0 && news.availablePermits() == 0) {
            news.release();
        }
    }

    void stop() {
        running = false;
        news.release();
    }

    /** Tells a stream everything after its place: what was before it came, then what happens. */
    void admit(Stream stream, boolean fromThePast, Executor executor) {
        if (fromThePast) {
            executor.execute(() -> catchUp(stream, executor));
        } else {
            join(stream);
        }
    }

    private void join(Stream stream) {
        joining.add(stream);
        nudge();
    }

    private void catchUp(Stream stream, Executor executor) {
        try {
            while (stream.isOpen()) {
                var entries = read(stream);
                if (!deliver(stream, entries)) {
                    stream.whenDrained(() -> catchUp(stream, executor));
                    return;
                }
                if (entries.size() < PAGE) {
                    join(stream);
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a live stream could not catch up; its client comes back", e);
            stream.close();
        }
    }

    private List<LiveEntry> read(Stream stream) {
        var audience = stream.ticket().audience();
        return audience instanceof Audience.OfVisitor visitor
                ? feed.ofConversation(visitor.conversationId(), stream.place(), PAGE)
                : feed.ofWorkspace(((Audience.OfTeam) audience).workspaceId(), stream.place(), PAGE);
    }

    /** Whether the stream had room for all of them. */
    private boolean deliver(Stream stream, List<LiveEntry> entries) {
        var audience = stream.ticket().audience();
        for (var told : telling.tell(entries, Listeners.only(audience))) {
            if (!stream.hasRoom()) {
                return false;
            }
            var block = told.to(audience);
            if (block != null) {
                stream.send(block);
            }
            stream.reached(told.entry().place());
        }
        return true;
    }

    /** Works until it is stopped. */
    void run(Executor executor) {
        running = true;
        while (running) {
            try {
                if (streams.count() == 0) {
                    at = null;
                    feed.number();
                    await(IDLE_POLL_MILLIS);
                } else {
                    round(executor);
                    Thread.sleep(PAUSE_MILLIS);
                    await(POLL_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the live feed could not be read; it is tried again", e);
                news.drainPermits();
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void await(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void round(Executor executor) {
        if (at == null) {
            at = feed.now();
        }
        for (var stream = joining.poll(); stream != null; stream = joining.poll()) {
            letIn(stream, at, executor);
        }
        feed.number();
        List<LiveEntry> entries;
        do {
            entries = feed.after(at, PAGE);
            for (var told : telling.tell(entries, streams)) {
                dispatch(told);
                at = told.entry().place();
            }
        } while (entries.size() == PAGE);
    }

    private void letIn(Stream stream, LivePlace now, Executor executor) {
        if (!stream.isOpen()) {
            return;
        }
        if (now.isAfter(stream.place())) {
            var entries = read(stream);
            if (!deliver(stream, entries) || entries.size() == PAGE) {
                admit(stream, true, executor);
                return;
            }
        }
        streams.tell(stream);
    }

    private void dispatch(Telling.Told told) {
        dispatch(told, streams.ofTeam(told.entry().workspaceId()));
        var conversation = told.entry().conversationId();
        if (conversation != null) {
            dispatch(told, streams.ofVisitor(conversation));
        }
    }

    private static void dispatch(Telling.Told told, Collection<Stream> listening) {
        for (var stream : listening) {
            var block = told.to(stream.ticket().audience());
            if (block != null && told.entry().place().isAfter(stream.place())) {
                stream.send(block);
                stream.reached(told.entry().place());
            }
        }
    }
}
