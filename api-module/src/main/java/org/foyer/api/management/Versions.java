package org.foyer.api.management;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.foyer.platform.json.Json;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** ETag and If-Match: the tag is the digest of what a GET would answer, so it changes exactly when that does. */
final class Versions {
    private Versions() {}

    static Response tagged(Object representation) {
        return Response.ok(representation)
                .header(HttpHeaders.ETAG, tag(representation))
                .build();
    }

    static Response.ResponseBuilder tag(Response.ResponseBuilder response, Object representation) {
        return response.header(HttpHeaders.ETAG, tag(representation));
    }

    /** Refuses a change that was made to a version that is gone. */
    static void require(@Nullable String ifMatch, Supplier<?> current) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        var tag = tag(current.get());
        for (var wanted : ifMatch.split(",", -1)) {
            if (wanted.strip().equals(tag)) {
                return;
            }
        }
        throw new ProblemException(
                ProblemType.PRECONDITION_FAILED,
                "Somebody changed it since you read it. Read it again, then change it.");
    }

    private static String tag(Object representation) {
        return "\"" + Secrets.sha256(Json.write(representation)).substring(0, 32) + "\"";
    }
}
