package org.foyer.conversations.internal;

/** The rule that settled a decision. The names are recorded with every decision, so they never change. */
enum OfferRule {
    /** The team has taken the conversation over: the agent says nothing. */
    TAKEN_OVER,
    /** This very message refuses contact or data. */
    REFUSED_NOW,
    /** The visitor said yes to the question, or answered it by asking for the same thing. */
    ACCEPTED,
    /** The visitor said no to the question. */
    ANSWERED_NO,
    /** The engine proposed nothing. */
    NO_PROPOSAL,
    /** What was proposed or accepted is switched off or gone. */
    ACTION_DISABLED,
    /** An earlier form of this conversation is still open. */
    FORM_OPEN,
    /** Everything the form asks is known of this visitor. */
    ALL_KNOWN,
    /** The visitor declined earlier: nothing unasked, and a question first if they ask themselves. */
    DECLINED,
    /** An earlier question has not been answered. */
    QUESTION_OPEN,
    /** A form was dismissed, or a question answered no, a short while ago. */
    COOL_DOWN,
    /** This conversation has had its share of offers. */
    CONVERSATION_CAP,
    /** This visitor has had their share of offers. */
    VISITOR_CAP,
    /** The action asks before it shows its form. */
    CONFIRM_FIRST,
    /** It may fit, but not surely enough to show the form: the agent asks. */
    UNSURE,
    /** The visitor asked for it. */
    EXPLICIT_REQUEST,
    /** The engine proposed it and nothing stands against it. */
    PROPOSED
}
