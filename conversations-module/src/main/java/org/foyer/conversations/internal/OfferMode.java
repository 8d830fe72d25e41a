package org.foyer.conversations.internal;

/** Whether an action's form is shown at once or only after the visitor said yes to a question. */
enum OfferMode {
    AUTO,
    CONFIRM
}
