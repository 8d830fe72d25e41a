package org.foyer.api.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.api.limit.ClientAddress;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.foyer.api.security.Credentials;
import org.foyer.contracts.conversations.FeedExtended;
import org.foyer.contracts.conversations.LiveFeed;
import org.foyer.contracts.conversations.LivePlace;
import org.foyer.contracts.conversations.TypingNoticed;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** Live streams: grants them, opens them, and tells what is not kept. */
@ApplicationScoped
public class Live {
    private static final int WORKERS = 3;

    private LiveFeed feed;
    private OpenStreams streams;
    private Hub hub;
    private Pulse pulse;
    private int perAddress;
    private int perCaller;
    private int perNode;

    @Resource
    private ManagedThreadFactory threads;

    private ThreadPoolExecutor workers;
    private ScheduledThreadPoolExecutor timer;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Live() {}

    @Inject
    @SuppressWarnings("NullAway.Init") // the rest is made at the start
    Live(
            LiveFeed feed,
            OpenStreams streams,
            Hub hub,
            Pulse pulse,
            @ConfigProperty(name = "foyer.live.streams.per.address", defaultValue = "1000") int perAddress,
            @ConfigProperty(name = "foyer.live.streams.per.caller", defaultValue = "5000") int perCaller,
            @ConfigProperty(name = "foyer.live.streams", defaultValue = "20000") int perNode) {
        this.feed = feed;
        this.streams = streams;
        this.hub = hub;
        this.pulse = pulse;
        this.perAddress = perAddress;
        this.perCaller = perCaller;
        this.perNode = perNode;
    }

    /** Begins to tell; called once the application is up. */
    public void start() {
        workers = new ThreadPoolExecutor(WORKERS, WORKERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads);
        workers.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        var unused = timer.scheduleAtFixedRate(pulse::tick, 1, 1, TimeUnit.SECONDS);
        threads.newThread(() -> hub.run(workers)).start();
    }

    /** Ends all streams; their clients come back to whoever answers next. */
    public void stop() {
        timer.shutdown(); // not interrupted: it may be reading, and an interrupt closes H2's file
        hub.stop();
        streams.all().forEach(Stream::close);
        workers.shutdown();
    }

    /** How many streams are open on this node. */
    public int open() {
        return streams.count();
    }

    void nudge(@Observes(during = TransactionPhase.AFTER_SUCCESS) FeedExtended event) {
        hub.nudge();
    }

    /**
     * Tells the team something that is not kept: who is not listening right now never hears of it.
     *
     * @param agentId whose conversation it is about
     */
    public void tellTeam(UUID workspaceId, UUID agentId, String name, Object data) {
        var listening = streams.ofTeam(workspaceId);
        if (listening.isEmpty()) {
            return;
        }
        var block = new Block(Block.event(null, name, data));
        for (var stream : listening) {
            if (stream.ticket().audience() instanceof Audience.OfTeam team && team.reaches(agentId)) {
                stream.send(block);
            }
        }
    }

    /** Somebody types: the team hears of it, and the visitor if it is a member. */
    void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) TypingNoticed event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("conversation_id", event.conversationId());
        data.put("author", event.byVisitor() ? "visitor" : "member");
        if (event.authorName() != null) {
            data.put("author_name", event.authorName());
        }
        tellTeam(event.workspaceId(), event.agentId(), "typing", data);
        if (!event.byVisitor()) {
            var block = new Block(Block.event(null, "typing", data));
            streams.ofVisitor(event.conversationId()).forEach(stream -> stream.send(block));
        }
    }

    /** Whether a visitor of the conversation has a stream open on this node. */
    public boolean isListened(UUID conversationId) {
        return !streams.ofVisitor(conversationId).isEmpty();
    }

    /** Grants the team's stream; {@link LiveFilter} opens it once the answer's head is made. */
    public Response grant(Caller caller, @Nullable String lastEventId, HttpServletRequest request) {
        var bearer = Credentials.bearer(request.getHeader("Authorization"));
        var workspace = request.getHeader(Credentials.WORKSPACE_HEADER);
        var credential = bearer != null
                ? new Credential.OfKey(bearer)
                : new Credential.OfSession(
                        String.valueOf(Credentials.session(request)),
                        workspace == null ? null : Ids.parse(workspace).orElse(null));
        return grant(
                new Audience.OfTeam(caller.workspaceId(), caller.agentId()),
                credential,
                "caller " + (caller.apiKeyId() == null ? caller.memberId() : caller.apiKeyId()),
                perCaller,
                lastEventId,
                request);
    }

    /** Grants the stream of a visitor's conversation. */
    public Response grant(
            VisitorIdentity visitor, UUID conversationId, @Nullable String lastEventId, HttpServletRequest request) {
        feed.requireConversation(visitor, conversationId);
        return grant(
                new Audience.OfVisitor(visitor.workspaceId(), conversationId),
                new Credential.OfVisitor(String.valueOf(Credentials.bearer(request.getHeader("Authorization")))),
                "address " + ClientAddress.of(request),
                perAddress,
                lastEventId,
                request);
    }

    private Response grant(
            Audience audience,
            Credential credential,
            String holder,
            int limit,
            @Nullable String lastEventId,
            HttpServletRequest request) {
        if (limit > 0 && streams.countOf(holder) >= limit) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS, "There are " + limit + " streams open already; close some first.");
        }
        if (streams.count() >= perNode) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "Too many streams are open; try again in a moment.");
        }
        var wanted = lastEventId == null
                ? null
                : LivePlace.parse(lastEventId.strip()).orElse(null);
        var resumed = wanted != null && feed.reachesBackTo(wanted);
        var place = wanted != null && resumed ? wanted : feed.now();
        request.setAttribute(
                Ticket.ATTRIBUTE,
                new Ticket(audience, credential, holder, place, resumed, lastEventId != null && !resumed));
        return Response.ok()
                .type(MediaType.SERVER_SENT_EVENTS)
                .header("X-Accel-Buffering", "no")
                .build();
    }

    void open(Ticket ticket, AsyncContext context) throws IOException {
        var stream = new Stream(ticket, context, workers, streams::remove);
        streams.add(stream);
        stream.open(ticket.reset() ? Block.reset(ticket.place()) : Block.opening(ticket.place()));
        hub.admit(stream, ticket.resumed(), workers);
    }
}
