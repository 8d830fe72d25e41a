package org.foyer.api.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs work in the transaction under way, or in a new one. */
@ApplicationScoped
class OneTransaction {
    @Transactional
    public @Nullable Object call(Supplier<@Nullable Object> work) {
        return work.get();
    }
}
