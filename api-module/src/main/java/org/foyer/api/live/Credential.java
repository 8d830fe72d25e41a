package org.foyer.api.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** With what a stream was opened: it stays open for as long as this is good. */
sealed interface Credential {
    record OfKey(String key) implements Credential {
        @Override
        public String toString() {
            return "an API key";
        }
    }

    record OfSession(String token, @Nullable UUID workspaceId) implements Credential {
        @Override
        public String toString() {
            return "a session";
        }
    }

    record OfVisitor(String token) implements Credential {
        @Override
        public String toString() {
            return "a visitor token";
        }
    }
}
