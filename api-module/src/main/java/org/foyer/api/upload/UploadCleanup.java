package org.foyer.api.upload;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Deletes an uploaded file that was not taken over, whatever the request came to: refused, repeated or broken off. */
@Provider
public class UploadCleanup implements ContainerResponseFilter {
    @Inject
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        var place = request.getAttribute(UploadReader.TO_DELETE);
        if (place != null) {
            UploadReader.discard(place);
        }
    }
}
