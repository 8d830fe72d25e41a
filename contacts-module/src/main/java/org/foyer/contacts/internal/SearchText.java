package org.foyer.contacts.internal;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/** What text search looks in: whoever writes a contact writes this beside it, in {@code search_text}. */
final class SearchText {
    private SearchText() {}

    /** One value a line, folded. */
    static String of(
            @Nullable String name, @Nullable String externalId, Collection<String> emails, Collection<String> phones) {
        return Stream.of(
                        Stream.of(name, externalId),
                        emails.stream().sorted(),
                        phones.stream().sorted())
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .map(Folding::key)
                .collect(Collectors.joining("\n"));
    }
}
