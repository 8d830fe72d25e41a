package org.foyer.conversations.internal;

/** What the visitor gets to see: the form, the question whether they want it, or neither. */
enum Offer {
    FORM,
    QUESTION,
    NONE
}
