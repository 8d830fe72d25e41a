package org.foyer.contracts.conversations;

import java.util.List;
import java.util.Map;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.LeadCollection;

/** Lets an operator try when an action would be offered. Nothing is stored, nobody is told. */
public interface Trials {
    /**
     * Decides as a conversation would, with this action as the only one and as if it were enabled.
     *
     * @param body either {@code messages} (at most 200 texts of 1–8000), each taken as one conversation's only visitor
     *     message, or {@code conversation} (at most 200 of {@code author}, {@code text}), tried as one conversation with a
     *     decision per visitor turn; anything else is INVALID
     */
    List<TrialDecision> tryOut(ActionView action, LeadCollection form, Map<String, Object> body);
}
