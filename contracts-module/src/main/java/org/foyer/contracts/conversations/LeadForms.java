package org.foyer.contracts.conversations;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The life of a lead form: offered → seen → started → submitted | dismissed | expired. A form that is not this
 * visitor's is NOT_FOUND. The form's state is checked before the values.
 */
public interface LeadForms {
    /** Records what the visitor did with the form; progress on a closed form is FORM_CLOSED. */
    void progress(VisitorIdentity visitor, UUID formId, Map<String, Object> body);

    /**
     * Submits the form: saves the lead and fires {@link LeadSubmitted} in one transaction.
     *
     * @return the lead; the same one, {@code repeated}, when the form was submitted before
     * @throws org.foyer.contracts.refusal.Refusal FORM_CLOSED after dismissal (an expired form is taken: late, not lost); INVALID with a violation per
     *     bad field, pointer {@code /fields/<name>}, and {@code /consent} where consent is required and not given
     */
    Submission submit(VisitorIdentity visitor, UUID formId, Map<String, Object> body);

    /**
     * Dismisses the form; once more changes nothing.
     *
     * @return what the agent says to it, null if nothing
     * @throws org.foyer.contracts.refusal.Refusal FORM_CLOSED after submission or expiry
     */
    @Nullable String dismiss(VisitorIdentity visitor, UUID formId);

    /**
     * A form taken in.
     *
     * @param message the success message
     */
    record Submission(UUID leadId, String message, boolean repeated) {}
}
