package org.foyer.conversations.internal;

/** What a visitor's message refuses: nothing, to be contacted ("don't call me"), or to give data ("not my e-mail"). */
enum RefusalKind {
    NONE,
    NO_CONTACT,
    NO_DATA
}
