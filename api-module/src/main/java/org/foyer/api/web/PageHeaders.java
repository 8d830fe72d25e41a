package org.foyer.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.foyer.api.problem.ErrorPage;

/**
 * Headers of everything that is not the API: pages run under a strict content security policy, and the widget's scripts
 * may be loaded from any origin, since that is what they are for.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private String policy = policy("");

    @Override
    public void init() throws ServletException {
        try (var in = getServletContext().getResourceAsStream("/index.html")) {
            if (in == null) {
                throw new ServletException("the archive has no index.html");
            }
            policy = policy(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    /** Browsers take an import map only from within the page, so the policy names the digest of the page's one. */
    static String policy(String page) {
        // a parser of HTML sees line feeds only, and the digest is of what it sees
        var map = IMPORT_MAP.matcher(page.replace("\r\n", "\n"));
        var scripts = map.find() ? " 'sha256-" + digest(map.group(1)) + "'" : "";
        return "default-src 'self'; script-src 'self'" + scripts + "; style-src 'self'; img-src 'self' data:;"
                + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getServletPath();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        if (path.equals("/widget.js") || path.startsWith("/widget/")) {
            response.setHeader("Access-Control-Allow-Origin", "*");
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
            response.setHeader("Cache-Control", "public, max-age=300");
        } else if (path.startsWith("/api")) {
            response.setHeader("Cache-Control", "no-store");
        } else {
            response.setHeader("Content-Security-Policy", policy);
            // asked again each time, answered 304: no page of one version runs with a script of another
            response.setHeader("Cache-Control", "no-cache");
        }
        chain.doFilter(request, response);
        if (response.getStatus() >= 400 && response.getContentType() == null && !response.isCommitted()) {
            // Jersey refuses some headers before any of our mappers sees the request
            ErrorPage.write(response.getStatus(), null, response);
        }
    }
}
