package org.foyer.acceptance.probe;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The probe's handle: POST sets the switch, GET tells what was seen of a lead, or how many deliveries wait. It stands beside
 * the API, since pages take no POST.
 */
@WebServlet("/api/probe")
public class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Switch settings;

    @Resource(lookup = "java:app/jdbc/foyer")
    private transient DataSource dataSource;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        settings.set(
                Boolean.parseBoolean(request.getParameter("refuse")),
                Integer.parseInt(request.getParameter("failures")));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var lead = request.getParameter("lead");
        response.getWriter().print(lead == null ? waiting() : settings.seen(UUID.fromString(lead)));
    }

    private long waiting() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from platform.scheduled_task where task_name = 'delivery'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
