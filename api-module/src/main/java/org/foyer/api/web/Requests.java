package org.foyer.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.foyer.api.problem.Problem;
import org.foyer.api.problem.ProblemType;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.foyer.platform.log.LogContext;

/**
 * Gives each request an id, the caller's own {@code X-Request-Id} where there is one, which the answer and the log carry;
 * and sees to it that none is cut off when the node stops: what has begun is finished, what comes later is refused with
 * 503 and told to close the connection, until {@code foyer.jar} hears that nothing is under way and ends.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class Requests extends HttpFilter {
    /** Set by the launcher: {@code draining} while the node still answers but says it is not ready, then {@code refusing}. */
    static final String STOPPING = "foyer.stopping";

    private static final String IDLE = "foyer.idle";
    private static final String REFUSING = "refusing";
    private static final String ID_HEADER = "X-Request-Id";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");
    private static final long serialVersionUID = 1L;

    private final AtomicInteger underWay = new AtomicInteger();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        underWay.incrementAndGet();
        try {
            var stopping = System.getProperty(STOPPING);
            if (stopping != null) {
                response.setHeader("Connection", "close");
            }
            if (REFUSING.equals(stopping)) {
                refuse(response);
            } else {
                carryOut(request, response, chain);
            }
        } finally {
            if (underWay.decrementAndGet() == 0 && REFUSING.equals(System.getProperty(STOPPING))) {
                System.setProperty(IDLE, "true");
            }
        }
    }

    private static void carryOut(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var given = request.getHeader(ID_HEADER);
        var id = given != null && ID.matcher(given).matches()
                ? given
                : Ids.next().toString();
        response.setHeader(ID_HEADER, id);
        LogContext.enter("request", id);
        try {
            chain.doFilter(request, response);
        } finally {
            LogContext.leave();
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "1");
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write(Json.mapper()
                        .writeValueAsBytes(Problem.of(ProblemType.UNAVAILABLE, "This node is stopping; try again.")));
    }
}
