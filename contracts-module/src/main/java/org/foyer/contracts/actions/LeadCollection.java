package org.foyer.contracts.actions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code collect_leads} action shows.
 *
 * @param fields in the operator's order, at least one of e-mail, phone and name among them
 * @param dismissMessage empty: nothing is said after a dismissal
 * @param consent null: none is asked for
 */
public record LeadCollection(
        List<FormField> fields,
        String successMessage,
        String dismissMessage,
        @Nullable ConsentRequest consent) {
    /** Without a question for consent. */
    public LeadCollection(List<FormField> fields, String successMessage, String dismissMessage) {
        this(fields, successMessage, dismissMessage, null);
    }
}
