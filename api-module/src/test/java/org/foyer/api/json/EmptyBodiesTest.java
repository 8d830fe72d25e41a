package org.foyer.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.PathParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmptyBodiesTest {
    @Test
    void tellsTheBodyFromWhatIsInjected() {
        assertThat(EmptyBodies.readsBody(method("with"))).isTrue();
        assertThat(EmptyBodies.readsBody(method("withNullable"))).isTrue();
        assertThat(EmptyBodies.readsBody(method("without"))).isFalse();
        assertThat(EmptyBodies.readsBody(method("nothing"))).isFalse();
    }

    private static Method method(String name) {
        return Arrays.stream(Resource.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings({"unused", "UnusedVariable", "UnusedMethod"}) // read by reflection
    private static final class Resource {
        void with(@PathParam("id") String id, Body body) {}

        void withNullable(@Nullable Body body) {}

        void without(@PathParam("id") @Nullable String id) {}

        void nothing() {}
    }
}
