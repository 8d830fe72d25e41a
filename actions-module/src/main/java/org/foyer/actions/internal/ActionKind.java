package org.foyer.actions.internal;

import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.ActionKindView;
import org.foyer.platform.document.Document;

/**
 * What an action can be. A kind describes itself to operators and reads its own properties; the properties every action
 * has are not its matter. Every bean of this type is a kind that operators may choose.
 */
interface ActionKind {
    /** Its name on the wire, unique, {@code [a-z0-9_]}; also the default function name of an action. */
    String kind();

    /** What people call it. */
    String title();

    /** What it does, in a sentence for an operator. */
    String description();

    /** When to take the action, unless the operator says otherwise. */
    String defaultTrigger();

    /** {@code auto} or {@code confirm}, unless the operator says otherwise. */
    String defaultMode();

    /** JSON Schema (2020-12) of its own properties. */
    Map<String, Object> schema();

    /** All its properties with the values they have where the operator gives none, in the order they are shown. */
    Map<String, Object> defaults();

    /**
     * Reads its properties from a client's object, noting each fault there: absent keeps what was before, null is the
     * default.
     *
     * @param before all properties as they were, the defaults for a new action
     * @return all properties, in the order of {@link #defaults()}
     */
    Map<String, Object> read(Document body, Map<String, Object> before);

    /** This kind with all that one workspace may say of it. */
    default ActionKind in(UUID workspaceId) {
        return this;
    }

    default ActionKindView view() {
        return new ActionKindView(kind(), title(), description(), schema(), defaults());
    }
}
