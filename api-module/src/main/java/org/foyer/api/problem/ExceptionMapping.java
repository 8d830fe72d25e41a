package org.foyer.api.problem;

import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.foyer.contracts.refusal.Moved;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.log.Failures;

/**
 * Every exception becomes a problem document: refusals with their own words, Jersey's with ours (never a library's
 * message), everything else as an internal error whose instance is found in the log.
 */
@Provider
public class ExceptionMapping implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ExceptionMapping.class.getName());

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return answer(refusal, thrown);
            }
            if (cause instanceof Moved moved) {
                return redirect(moved);
            }
            if (cause instanceof OptimisticLockException) {
                return answer(overtaken(), thrown);
            }
            if (cause instanceof ProblemException problem) {
                return answer(Problem.of(problem.type(), problem.detail(), List.of()), thrown);
            }
        }
        if (thrown instanceof WebApplicationException web) {
            return answer(web);
        }
        return answer(internal(), thrown);
    }

    /** The problem that ends a response under way; it is in the log as every other. */
    public static Problem problemOf(Throwable thrown) {
        var problem = internal();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                problem = Problem.of(refusal);
            } else if (cause instanceof ProblemException known) {
                problem = Problem.of(known.type(), known.detail());
            }
        }
        log(problem, thrown);
        return problem;
    }

    private static Response answer(Refusal refusal, Throwable thrown) {
        var response = answer(Problem.of(refusal), thrown);
        refusal.retryAfter()
                .ifPresent(wait -> response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        return response;
    }

    /** The same address with the id of what it is part of now. */
    private Response redirect(Moved moved) {
        var path = uri.getRequestUri().getRawPath();
        var query = uri.getRequestUri().getRawQuery();
        // an id may be written in upper case too
        var to = Pattern.compile(moved.from().toString(), Pattern.CASE_INSENSITIVE)
                .matcher(path)
                .replaceFirst(moved.to().toString());
        return Response.status(Response.Status.MOVED_PERMANENTLY)
                .header(HttpHeaders.LOCATION, query == null ? to : to + "?" + query)
                .build();
    }

    private Problem overtaken() {
        var type = headers.getHeaderString(HttpHeaders.IF_MATCH) == null
                ? ProblemType.CONFLICT
                : ProblemType.PRECONDITION_FAILED;
        return Problem.of(type, "Somebody changed it at the same moment; read it again, then try again.");
    }

    private static Problem internal() {
        return Problem.of(
                ProblemType.INTERNAL,
                "The request could not be carried out. The server's log has more under this problem's instance.");
    }

    private static Response answer(WebApplicationException web) {
        var status = web.getResponse().getStatus();
        if (status < 400) {
            return web.getResponse();
        }
        if (status >= 500) {
            return answer(
                    status == 503 ? Problem.of(ProblemType.UNAVAILABLE, "Try again in a moment.") : internal(), web);
        }
        var response = answer(Problem.of(ProblemType.ofStatus(status), detail(status)), web);
        var allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "The address exists, but not for this method; the Allow header says which it takes.";
            case 406 -> "The Accept header leaves nothing this address could answer with.";
            case 415 -> "The Content-Type header names a media type this address does not read.";
            default -> "The server could not make sense of the request.";
        };
    }

    private static Response answer(Problem problem, Throwable thrown) {
        log(problem, thrown);
        return problem.response();
    }

    private static void log(Problem problem, Throwable thrown) {
        var level = problem.status() >= 500 ? Level.SEVERE : Level.FINE;
        LOG.log(level, Failures.loggable(thrown), () -> problem.instance() + " " + problem.type());
    }
}
