package org.foyer.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.foyer.api.problem.ErrorPage;
import org.jspecify.annotations.Nullable;

/**
 * Answers a problem where the container would answer in HTML, with nothing, or as if all were well: an address it can't
 * read, and a method that no page has.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class WrongAddresses extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS_OF_PAGES = Set.of("GET", "HEAD", "OPTIONS");

    // null where the container is not the one it is made for
    private transient @Nullable UnreadableAddresses unreadable;

    @Override
    public void init() {
        try {
            unreadable = new UnreadableAddresses();
        } catch (LinkageError e) {
            getServletContext().log("addresses that can't be read are left to the container: " + e);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (unreadable != null) {
            unreadable.guard(request);
        }
        var path = request.getServletPath();
        if (path.equals("/api") || path.startsWith("/api/")) {
            chain.doFilter(request, response);
        } else if (METHODS_OF_PAGES.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
            ErrorPage.write(HttpServletResponse.SC_METHOD_NOT_ALLOWED, null, response);
        }
    }

    @Override
    public void destroy() {
        if (unreadable != null) {
            unreadable.release();
        }
    }
}
