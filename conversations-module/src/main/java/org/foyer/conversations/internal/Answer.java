package org.foyer.conversations.internal;

/** What a message says when it is read as the answer to a yes-or-no question. It means nothing without the question. */
enum Answer {
    NONE,
    YES,
    NO
}
