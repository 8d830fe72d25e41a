package org.foyer.api.security;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Which of the two APIs a request is for. */
public final class Routes {
    private Routes() {}

    /** Whether it is for the visitor API; told as matching does, which ignores matrix parameters. */
    public static boolean isVisitorApi(ContainerRequestContext request) {
        var segments = request.getUriInfo().getPathSegments();
        return !segments.isEmpty() && segments.get(0).getPath().equals("widget");
    }
}
