package org.foyer.api.management;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names of enum constants as they stand on the wire. */
final class Wire {
    private Wire() {}

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** In the order of declaration. */
    static <E extends Enum<E>> List<String> names(Collection<E> constants) {
        return constants.stream().sorted().map(Wire::name).toList();
    }
}
