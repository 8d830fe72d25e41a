package org.foyer.webhooks.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.foyer.webhooks.internal.Result.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request and gives up when it is not answered, to the last byte, in time. Two threads carry all connections, so
 * an endpoint that hangs costs a socket and nothing else. Redirects are answers like others, and no cookie, credential or
 * proxy is used.
 */
final class Sender implements AutoCloseable {
    private static final int LOGGED_BYTES = 4096;
    private static final int READ_BYTES = 65_536;
    private static final int UNBOUNDED = 100_000;

    private final CloseableHttpAsyncClient client;
    private final ScheduledExecutorService timer;
    private final Duration timeout;

    /**
     * Opens the sender.
     *
     * @param timeout for a whole exchange
     * @param timer ends the exchanges that take longer
     * @param tls null for the platform's own trust
     */
    Sender(
            CheckedResolver resolver,
            Duration timeout,
            ScheduledExecutorService timer,
            ThreadFactory threads,
            @Nullable SSLContext tls) {
        this.timer = timer;
        this.timeout = timeout;
        // the client compares the name itself: what is left to the TLS engine is not compared with every context
        var tlsStrategy =
                ClientTlsStrategyBuilder.create().setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier());
        if (tls != null) {
            tlsStrategy.setSslContext(tls);
        }
        var limit = Timeout.of(timeout);
        // Without a limit here: a lease that had to wait would resolve its name in a thread that carries connections.
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsStrategy(tlsStrategy.buildAsync())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(UNBOUNDED)
                .setMaxConnTotal(UNBOUNDED)
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(limit)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(limit)
                        .setSocketTimeout(limit)
                        .setTimeToLive(TimeValue.ofSeconds(30))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build();
        this.client = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(2)
                        .setSoTimeout(limit)
                        .build())
                .setThreadFactory(threads)
                .setUserAgent("Foyer-Webhooks/1")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .evictIdleConnections(TimeValue.ofSeconds(15))
                .build();
        client.start();
    }

    /**
     * Posts JSON. Returns once the host name is resolved, which may take a while; the result comes in one of the threads
     * that carry the connections.
     */
    CompletableFuture<Answer> post(String url, Map<String, String> headers, String body) {
        var answer = new CompletableFuture<Answer>();
        var end = timer.schedule(
                () -> answer.completeExceptionally(new TimeoutException()), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var request = AsyncRequestBuilder.post(URI.create(url))
                .setEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
        headers.forEach(request::setHeader);
        var exchange = client.execute(request.build(), new Collector(answer), new FutureCallback<Answer>() {
            @Override
            public void completed(Answer result) {
                answer.complete(result);
            }

            @Override
            public void failed(Exception e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void cancelled() {
                answer.completeExceptionally(new TimeoutException());
            }
        });
        // also where the answer was cut short: nobody reads the rest
        var unused = answer.whenComplete((result, failure) -> {
            end.cancel(false);
            if (!exchange.isDone()) {
                exchange.cancel(true);
            }
        });
        return answer;
    }

    /** What to tell the owner of an endpoint of a failure; never a library's words, which may hold addresses of ours. */
    String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CheckedResolver.RefusedAddressException) {
                return "the host leads to an address that is not public";
            }
            if (cause instanceof UnknownHostException) {
                return "the host name has no address";
            }
            if (cause instanceof TimeoutException || cause instanceof java.io.InterruptedIOException) {
                return "no complete answer within " + timeout.toSeconds() + " seconds";
            }
            if (cause instanceof SSLException) {
                return "the TLS handshake failed: the certificate is not trusted or not for this host";
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return "the connection was refused";
            }
        }
        return "the connection broke";
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** Keeps the beginning of an answer, and has enough of it after a while. */
    private static final class Collector implements AsyncResponseConsumer<Answer> {
        private final CompletableFuture<Answer> enough;
        private final byte[] beginning = new byte[LOGGED_BYTES];
        private final Map<String, String> headers = new LinkedHashMap<>();
        private int kept;
        private int read;
        private int status;
        private @Nullable FutureCallback<Answer> callback;

        Collector(CompletableFuture<Answer> enough) {
            this.enough = enough;
        }

        @Override
        public void consumeResponse(
                HttpResponse response,
                @Nullable EntityDetails entity,
                HttpContext context,
                FutureCallback<Answer> resultCallback) {
            callback = resultCallback;
            status = response.getCode();
            for (Header header : response.getHeaders()) {
                headers.merge(
                        header.getName().toLowerCase(Locale.ROOT),
                        String.valueOf(header.getValue()),
                        (one, other) -> one + ", " + other);
            }
            if (entity == null) {
                resultCallback.completed(answer());
            }
        }

        @Override
        public void informationResponse(HttpResponse response, HttpContext context) {
            // 1xx says nothing of interest
        }

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            channel.update(READ_BYTES);
        }

        @Override
        public void consume(ByteBuffer bytes) {
            read += bytes.remaining();
            var room = Math.min(bytes.remaining(), beginning.length - kept);
            bytes.get(beginning, kept, room);
            kept += room;
            bytes.position(bytes.limit());
            if (read > READ_BYTES) {
                enough.complete(answer());
            }
        }

        @Override
        public void streamEnd(@Nullable List<? extends Header> trailers) {
            if (callback != null) {
                callback.completed(answer());
            }
        }

        private Answer answer() {
            return new Answer(status, Map.copyOf(headers), new String(beginning, 0, kept, StandardCharsets.UTF_8));
        }

        @Override
        public void failed(Exception cause) {
            // the exchange's own callback tells
        }

        @Override
        public void releaseResources() {
            // nothing is held
        }
    }
}
