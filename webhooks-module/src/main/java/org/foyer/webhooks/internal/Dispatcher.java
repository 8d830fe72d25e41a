package org.foyer.webhooks.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.foyer.contracts.webhooks.WebhookSending;
import org.foyer.webhooks.internal.DeliveriesService.Due;
import org.foyer.webhooks.internal.Result.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts that are due. Every node looks for them once a second and whenever it is told to; claims in the
 * database keep two nodes from the same delivery. An endpoint has a few attempts under way at a time, fewer while it
 * fails, and none of them holds a thread but while its host name is looked up, so no endpoint waits for another.
 */
@ApplicationScoped
class Dispatcher implements WebhookSending {
    static final int AT_ONCE = 8;
    static final int AT_ONCE_WHILE_FAILING = 2;
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int LOOK_UPS = 64;
    private static final int RECORDERS = 4;
    private static final long STOP_MILLIS = 8_000;
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    @Resource
    ManagedThreadFactory threads;

    private DeliveriesService deliveries;
    private NameService names;
    private @Nullable SSLContext tls;
    private Duration timeout;
    private boolean allowPrivate;
    private Clock clock;

    private final Map<UUID, Integer> underWay = new HashMap<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private @Nullable Running running;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Dispatcher() {}

    @Inject
    Dispatcher(DeliveriesService deliveries, WebhooksSettings settings, Clock clock) {
        this(deliveries, InetAddress::getAllByName, null, TIMEOUT, settings.allowPrivate(), clock);
    }

    @SuppressWarnings("NullAway.Init") // threads are injected
    Dispatcher(
            DeliveriesService deliveries,
            NameService names,
            @Nullable SSLContext tls,
            Duration timeout,
            boolean allowPrivate,
            Clock clock) {
        this.deliveries = deliveries;
        this.names = names;
        this.tls = tls;
        this.timeout = timeout;
        this.allowPrivate = allowPrivate;
        this.clock = clock;
    }

    /** What there is while it runs. */
    private record Running(
            ScheduledThreadPoolExecutor loop,
            ScheduledThreadPoolExecutor timer,
            ExecutorService lookUps,
            ExecutorService recorders,
            Sender sender) {}

    @Override
    public void start() {
        start(threads);
    }

    synchronized void start(ThreadFactory factory) {
        if (running != null) {
            return;
        }
        var timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setRemoveOnCancelPolicy(true);
        var lookUps =
                new ThreadPoolExecutor(LOOK_UPS, LOOK_UPS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        lookUps.allowCoreThreadTimeOut(true);
        var loop = new ScheduledThreadPoolExecutor(1, factory);
        running = new Running(
                loop,
                timer,
                lookUps,
                Executors.newFixedThreadPool(RECORDERS, factory),
                new Sender(new CheckedResolver(names, allowPrivate), timeout, timer, factory, tls));
        var unused = loop.scheduleWithFixedDelay(this::pass, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        Running ended;
        synchronized (this) {
            ended = running;
            running = null;
        }
        if (ended == null) {
            return;
        }
        // not interrupted: it may be reading, and an interrupt closes H2's file
        ended.loop().shutdown();
        awaitEnd(ended.loop());
        awaitIdle(STOP_MILLIS);
        ended.lookUps().shutdownNow();
        ended.sender().close();
        ended.timer().shutdownNow();
        ended.recorders().shutdown();
    }

    private static void awaitEnd(ExecutorService executor) {
        try {
            var ignored = executor.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitIdle(long millis) {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (underWay) {
            while (!underWay.isEmpty()) {
                var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                try {
                    underWay.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public void wake() {
        var now = current();
        if (now != null && awake.compareAndSet(false, true)) {
            try {
                now.loop().execute(this::pass);
            } catch (RejectedExecutionException e) {
                awake.set(false); // it is being stopped
            }
        }
    }

    private synchronized @Nullable Running current() {
        return running;
    }

    @Override
    public long dead() {
        return deliveries.dead();
    }

    @Override
    public Duration oldestDue() {
        return deliveries.oldestDue();
    }

    private void pass() {
        awake.set(false);
        var now = current();
        if (now == null) {
            return;
        }
        try {
            for (var work : deliveries.work()) {
                var free = (work.failing() ? AT_ONCE_WHILE_FAILING : AT_ONCE) - underWay(work.endpointId());
                if (free > 0) {
                    claim(now, work, free);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "due webhook deliveries could not be read; the next second tries again", e);
        }
    }

    /** One endpoint's trouble, such as a secret that does not open, is not another's. */
    private void claim(Running now, DeliveriesService.Work work, int free) {
        try {
            for (var due : deliveries.claim(work, free)) {
                begin(now, due);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "nothing can be sent to webhook " + work.endpointId());
        }
    }

    private int underWay(UUID endpointId) {
        synchronized (underWay) {
            return underWay.getOrDefault(endpointId, 0);
        }
    }

    private void begin(Running now, Due due) {
        synchronized (underWay) {
            underWay.merge(due.endpointId(), 1, Integer::sum);
        }
        try {
            now.lookUps().execute(() -> attempt(now, due));
        } catch (RejectedExecutionException e) {
            ended(due); // it is being stopped; the claim runs out
        }
    }

    private void attempt(Running now, Due due) {
        var at = clock.instant();
        if (at.plus(timeout).isAfter(due.claimedUntil())) {
            ended(due); // it waited so long here that somebody else may have it soon
            return;
        }
        var began = System.nanoTime();
        try {
            var answered = now.sender().post(due.url(), due.headers(), due.body());
            var unused = answered.whenComplete((answer, failure) -> {
                var result = result(now, due, at, began, answer, failure);
                try {
                    now.recorders().execute(() -> keep(due, result));
                } catch (RejectedExecutionException e) {
                    ended(due);
                }
            });
        } catch (RuntimeException e) {
            keep(due, result(now, due, at, began, null, e));
        }
    }

    private static Result result(
            Running now, Due due, Instant at, long began, @Nullable Answer answer, @Nullable Throwable failure) {
        return new Result(
                due.url(),
                due.headers(),
                at,
                Duration.ofNanos(System.nanoTime() - began),
                failure == null ? answer : null,
                failure == null ? null : now.sender().explain(failure));
    }

    private void keep(Due due, Result result) {
        try {
            deliveries.attempted(due, result);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "the attempt of webhook delivery " + due.deliveryId()
                            + " could not be kept; it will be made again");
        } finally {
            ended(due);
        }
    }

    private void ended(Due due) {
        synchronized (underWay) {
            underWay.computeIfPresent(due.endpointId(), (id, count) -> count > 1 ? count - 1 : null);
            underWay.notifyAll();
        }
        wake();
    }
}
