package org.foyer.contracts.conversations;

import java.util.List;
import java.util.UUID;
import org.foyer.contracts.actions.ConsentRequest;
import org.jspecify.annotations.Nullable;

/**
 * A lead form in a conversation.
 *
 * @param status offered, seen, started, submitted, dismissed or expired
 * @param consent what consent is asked for; null if none is
 */
public record FormView(
        UUID id,
        String status,
        List<Field> fields,
        @Nullable ConsentRequest consent) {
    /**
     * One input of the form.
     *
     * @param value what the visitor told of themselves in the chat, to be filled in beforehand; null if nothing
     */
    public record Field(
            String name,
            String label,
            String type,
            boolean required,
            String placeholder,
            String autocomplete,
            @Nullable String value) {}
}
