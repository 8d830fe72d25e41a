package org.foyer.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application; its resources and providers are found by their annotations. */
@ApplicationPath("/api")
public class ApiApplication extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                // problems are answered by us, not by the container's error page
                "jersey.config.server.response.setStatusOverSendError", true,
                "jersey.config.server.wadl.disableWadl", true,
                // JSON is read and written by org.foyer.api.json alone: with another feature active as well, which
                // of the two writes a response is a matter of chance
                "jersey.config.jsonFeature", "org.foyer.api.json",
                "jersey.config.disableJsonBinding", true);
    }
}
