package org.foyer.conversations.internal;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model by the JDK's HTTP client: HTTP/1.1, no redirects, a deadline for the whole exchange and a limit of
 * bytes. Everything LangChain4j is told, it is told on the calling thread; the client's own threads only put bytes into a
 * queue.
 *
 * <p>LangChain4j's own adapter has no deadline for a stream that stalls and calls back on unmanaged threads.
 */
final class ModelHttp implements HttpClient {
    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final String DONE = "[DONE]";

    private final java.net.http.HttpClient client;
    private final long deadline;

    private @Nullable ArrivingBody body;
    private boolean heard;
    private boolean done;
    private @Nullable ModelOutcome failure;

    /** @param budget how long the exchange may take from now on */
    ModelHttp(java.net.http.HttpClient client, Duration budget) {
        this.client = client;
        this.deadline = System.nanoTime() + budget.toNanos();
    }

    /** Whether anything came that is an event. */
    boolean heard() {
        return heard;
    }

    /** Whether the stream said that it is complete. */
    boolean done() {
        return done;
    }

    /** What went wrong, null if nothing. */
    @Nullable ModelOutcome failure() {
        return failure;
    }

    /** Ends the exchange: no more is read. */
    void stop() {
        if (body != null) {
            body.stop();
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("models are asked for streams only");
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            var response = send(request);
            if (response.statusCode() != 200) {
                response.body().subscribe(new ArrivingBody(deadline).stopped());
                failed(ModelOutcome.ofStatus(response.statusCode()), listener);
                return;
            }
            var arriving = new ArrivingBody(deadline);
            body = arriving;
            response.body().subscribe(arriving);
            listener.onOpen(SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .headers(response.headers().map())
                    .build());
            parser.parse(arriving, new Watching(listener));
            if (failure == null) {
                listener.onClose();
            }
        } catch (HttpTimeoutException e) {
            failed(ModelOutcome.TIMEOUT, listener);
        } catch (InterruptedIOException e) {
            failed(ModelOutcome.TIMEOUT, listener);
        } catch (IOException e) {
            failed(ModelOutcome.UNREACHABLE, listener);
        } finally {
            stop();
        }
    }

    private void failed(ModelOutcome outcome, ServerSentEventListener listener) {
        failure = outcome;
        listener.onError(new ModelFailure(outcome));
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request) throws IOException {
        var outgoing = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
                .method(
                        request.method().name(),
                        java.net.http.HttpRequest.BodyPublishers.ofString(String.valueOf(request.body())));
        request.headers().forEach((name, values) -> values.forEach(value -> outgoing.header(name, value)));
        outgoing.setHeader("Accept", "text/event-stream");
        var sent = client.sendAsync(outgoing.build(), BodyHandlers.ofPublisher());
        try {
            return sent.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new HttpTimeoutException("no answer in time");
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException(e);
        }
    }

    /** Notes what LangChain4j keeps to itself. */
    private final class Watching implements ServerSentEventListener {
        private final ServerSentEventListener listener;

        Watching(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            heard = true;
            if (DONE.equals(event.data())) {
                done = true;
                stop();
            }
            listener.onEvent(event, context);
        }

        @Override
        public void onError(Throwable thrown) {
            failed(thrown instanceof HttpTimeoutException ? ModelOutcome.TIMEOUT : ModelOutcome.CUT_OFF, listener);
        }
    }

    /** The response's bytes, waited for until the deadline. */
    private static final class ArrivingBody extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
        private static final List<ByteBuffer> END = List.of();

        private final LinkedBlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
        private final long deadline;

        private volatile Flow.@Nullable Subscription subscription;
        private volatile @Nullable IOException broken;
        private volatile boolean stopped;

        private List<ByteBuffer> present = List.of();
        private int nextOfPresent;
        private int bytes;
        private boolean ended;

        ArrivingBody(long deadline) {
            this.deadline = deadline;
        }

        ArrivingBody stopped() {
            stopped = true;
            return this;
        }

        void stop() {
            stopped = true;
            var running = subscription;
            if (running != null) {
                running.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (stopped) {
                given.cancel();
            } else {
                given.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (!buffers.isEmpty()) {
                arrived.add(buffers);
            } else if (subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable thrown) {
            broken = thrown instanceof IOException io ? io : new IOException(thrown);
            arrived.add(END);
        }

        @Override
        public void onComplete() {
            arrived.add(END);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var buffer = next();
            if (buffer == null) {
                return -1;
            }
            var count = Math.min(length, buffer.remaining());
            buffer.get(target, offset, count);
            bytes += count;
            if (bytes > MAX_BYTES) {
                stop();
                throw new IOException("more bytes than a reply has");
            }
            return count;
        }

        /** The buffer to read from, null at the end. */
        private @Nullable ByteBuffer next() throws IOException {
            while (!stopped && !ended) {
                while (nextOfPresent < present.size()) {
                    var buffer = present.get(nextOfPresent);
                    if (buffer.hasRemaining()) {
                        return buffer;
                    }
                    nextOfPresent++;
                }
                present = await();
                nextOfPresent = 0;
                ended = present.isEmpty();
            }
            var fault = broken;
            if (!stopped && fault != null) {
                throw fault;
            }
            return null;
        }

        private List<ByteBuffer> await() throws IOException {
            try {
                var buffers = arrived.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (buffers == null) {
                    stop();
                    throw new HttpTimeoutException("the stream stalls");
                }
                var running = subscription;
                if (running != null) {
                    running.request(1);
                }
                return buffers;
            } catch (InterruptedException e) {
                stop();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        @Override
        public void close() {
            stop();
        }
    }
}
