package org.foyer.contracts.conversations;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a visitor came from, as their page told it. */
public record SourceView(@Nullable String pageUrl, @Nullable String referrer, Map<String, String> utm) {
    public static final SourceView UNKNOWN = new SourceView(null, null, Map.of());
}
