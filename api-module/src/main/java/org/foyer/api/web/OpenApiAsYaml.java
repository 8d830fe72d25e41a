package org.foyer.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gives the OpenAPI document to who asks for YAML by its name; the container knows it as {@code text/plain} alone. */
@WebFilter(urlPatterns = "/openapi", asyncSupported = true)
public class OpenApiAsYaml extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final List<String> NAMES = List.of(
            "application/yaml", "application/vnd.oai.openapi", "application/x-yaml", "text/yaml", "text/x-yaml");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var accept = Optional.ofNullable(request.getHeader("Accept")).orElse("").toLowerCase(Locale.ROOT);
        var name = NAMES.stream().filter(accept::contains).findFirst();
        if (name.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try (var document = getServletContext().getResourceAsStream("/WEB-INF/classes/META-INF/openapi.yaml")) {
            if (document == null) {
                throw new IOException("the archive has no OpenAPI document");
            }
            response.setContentType(name.get());
            document.transferTo(response.getOutputStream());
        }
    }
}
