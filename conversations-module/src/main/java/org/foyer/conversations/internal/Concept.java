package org.foyer.conversations.internal;

/**
 * What a visitor may want of the people behind the agent. An operator's description is compiled to concepts and a
 * visitor's message is matched against them, so that the two meet on common ground whatever words either used.
 */
enum Concept {
    CALL_BACK("call-back"),
    HUMAN("human contact"),
    QUOTE("quote"),
    DEMO("demo"),
    BUY("interest in buying"),
    APPOINTMENT("appointment"),
    NEWSLETTER("newsletter"),
    PRE_SALES("pre-sales question"),
    COMPLAINT("complaint or support problem");

    private final String label;

    Concept(String label) {
        this.label = label;
    }

    /** Whether it is something one asks a person for, rather than a question or a mood. */
    boolean isRequest() {
        return this != NEWSLETTER && this != PRE_SALES && this != COMPLAINT;
    }

    /** How the concept is named to an operator. */
    String label() {
        return label;
    }
}
