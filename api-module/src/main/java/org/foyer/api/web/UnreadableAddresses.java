package org.foyer.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.api.problem.ErrorPage;
import org.foyer.api.problem.Problem;
import org.foyer.api.query.PercentEncoding;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Answers a problem to what the container refuses before it looks for an application: an address that can't be decoded
 * ({@code /%zz}), which it would answer with an empty 200 and a stack trace in the log, and one that leads out of the
 * root or holds NUL or a backslash, which it would answer with an empty 400. No filter and no valve is asked for those,
 * so the handler of each listener is wrapped when the first request comes through it.
 */
final class UnreadableAddresses {
    private static final Logger LOG = Logger.getLogger(UnreadableAddresses.class.getName());

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final Collection<Guarded> guarded = new ConcurrentLinkedQueue<>();

    /** Guards the listener that this request came through, unless that was done. */
    void guard(HttpServletRequest request) {
        if (!ports.add(request.getLocalPort())) {
            return;
        }
        try {
            var listener = listenerOf(request);
            var guard = new Guarded(listener, listener.getHttpHandler());
            listener.setHttpHandler(guard);
            guarded.add(guard);
        } catch (ReflectiveOperationException | ClassCastException e) {
            LOG.log(Level.FINE, "addresses that can't be read are left to the container", e);
        }
    }

    /** Leaves the listeners as they were. */
    void release() {
        guarded.forEach(Guarded::release);
        guarded.clear();
        ports.clear();
    }

    // The servlet request is Catalina's façade of Catalina's request, which holds Grizzly's.
    private static HttpServerFilter listenerOf(HttpServletRequest facade) throws ReflectiveOperationException {
        var catalina = called(facade, "getUnwrappedCoyoteRequest");
        return ((Request) called(catalina, "getCoyoteRequest")).getHttpFilter();
    }

    private static Object called(Object object, String method) throws ReflectiveOperationException {
        return Objects.requireNonNull(object.getClass().getMethod(method).invoke(object));
    }

    /** Whether the container can make a path of it. */
    static boolean isReadable(String address) {
        if (address.equals("*")) {
            return true; // OPTIONS *
        }
        var path = PercentEncoding.decodePath(address).orElse("");
        return path.startsWith("/")
                && path.chars().noneMatch(c -> c == 0 || c == '\\' || c == 0xFFFD)
                && staysWithin(path);
    }

    private static boolean staysWithin(String path) {
        int depth = 0;
        for (var segment : path.split("/+", -1)) {
            if (segment.equals("..")) {
                depth--;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }

    private static final class Guarded extends HttpHandler {
        private final HttpServerFilter listener;
        private final HttpHandler handler;

        Guarded(HttpServerFilter listener, HttpHandler handler) {
            this.listener = listener;
            this.handler = handler;
            setDecodeUrl(false); // not before we looked at it
            setAllowCustomStatusMessage(handler.isAllowCustomStatusMessage());
            setAllowEncodedSlash(handler.isAllowEncodedSlash());
            setRequestURIEncoding(handler.getRequestURIEncoding());
        }

        void release() {
            if (listener.getHttpHandler() == this) {
                listener.setHttpHandler(handler);
            }
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            if (isReadable(request.getRequest().getRequestURIRef().getURI(StandardCharsets.UTF_8))) {
                handler.service(request, response);
                return;
            }
            var answer = ErrorPage.document(400);
            request.getRequest().getProcessingState().setError(true); // the rest of it is not read: the connection ends
            response.setStatus(400);
            response.setContentType(Problem.MEDIA_TYPE);
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }
}
