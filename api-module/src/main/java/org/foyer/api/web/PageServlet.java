package org.foyer.api.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.foyer.contracts.actions.Agents;

/** Serves the pages whose address has no file name: the demo and the API docs. */
@WebServlet(urlPatterns = {"/demo", "/docs/api"})
public class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Agents agents;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-cache");
        if (request.getServletPath().equals("/demo")) {
            var agent = agents.findDemo();
            if (agent.isPresent()) {
                var page = page("/WEB-INF/pages/demo.html");
                response.getWriter()
                        .write(page.replace("{{agent_id}}", agent.get().id().toString()));
            } else {
                response.getWriter().write(page("/WEB-INF/pages/demo-missing.html"));
            }
        } else {
            response.getWriter().write(page("/docs/api.html"));
        }
    }

    private String page(String path) throws IOException {
        try (var in = getServletContext().getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("the archive has no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
