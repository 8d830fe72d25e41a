package org.foyer.contacts.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The custom attributes of one workspace, read when the first is asked for: most contacts have none. */
final class Attributes {
    private final Supplier<List<CustomAttribute>> source;
    private @Nullable Map<UUID, CustomAttribute> byId;

    Attributes(Supplier<List<CustomAttribute>> source) {
        this.source = source;
    }

    /** In the order they were made. */
    Map<UUID, CustomAttribute> byId() {
        var known = byId;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (var attribute : source.get()) {
                known.put(attribute.id(), attribute);
            }
            byId = known;
        }
        return known;
    }

    Optional<CustomAttribute> named(String name) {
        return byId().values().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }
}
