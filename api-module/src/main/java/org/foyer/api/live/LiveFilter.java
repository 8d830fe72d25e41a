package org.foyer.api.live;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Lets a resource grant a stream. JAX-RS holds the request to its rules and makes the head of the answer, as for every
 * other; but what it could send then blocks a thread for each reader who is slow. So it answers nothing, this keeps it
 * from saying so, and {@link LiveOpening} goes on.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class LiveFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, request.getMethod().equals("GET") ? new EndlessBody(request, response) : response);
        if (request.getAttribute(Ticket.ATTRIBUTE) instanceof Ticket ticket
                && request.getMethod().equals("GET")
                && response.getStatus() == HttpServletResponse.SC_OK) {
            request.setAttribute(LiveOpening.ATTRIBUTE, new LiveOpening.Granted(ticket, response));
        }
    }

    private static final class EndlessBody extends HttpServletResponseWrapper {
        private final HttpServletRequest request;

        EndlessBody(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        private boolean isStream() {
            return request.getAttribute(Ticket.ATTRIBUTE) != null;
        }

        @Override
        public void setContentLength(int length) {
            if (!isStream()) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (!isStream()) {
                super.setContentLengthLong(length);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (!isStream() || !name.equalsIgnoreCase("Content-Length")) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (!isStream() || !name.equalsIgnoreCase("Content-Length")) {
                super.addHeader(name, value);
            }
        }
    }
}
