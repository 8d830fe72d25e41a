package org.foyer.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.platform.json.Json;
import org.foyer.platform.log.Failures;
import org.jspecify.annotations.Nullable;

/** Answers what fails outside JAX-RS with a problem document instead of the container's HTML. Mapped in web.xml. */
public class ErrorPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ErrorPage.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable t ? t : null;
        write(status, thrown, response);
    }

    /**
     * Answers a status that came without a body with the problem it stands for.
     *
     * @param thrown what led to it, for the log; null if unknown
     */
    public static void write(int status, @Nullable Throwable thrown, HttpServletResponse response) throws IOException {
        var problem = problem(status);
        if (status >= 500) {
            LOG.log(Level.SEVERE, Failures.loggable(thrown), problem::instance);
        }
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem));
    }

    /** The document that stands for a status, where there is no servlet response to write it to. */
    public static byte[] document(int status) throws IOException {
        return Json.mapper().writeValueAsBytes(problem(status));
    }

    private static Problem problem(int status) {
        return status >= 500
                ? Problem.of(ProblemType.ofStatus(status), "The request could not be carried out.")
                : Problem.of(ProblemType.ofStatus(status), ExceptionMapping.detail(status));
    }
}
