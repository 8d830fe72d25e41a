package org.foyer.conversations.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says around an offer. An engine proposes before the policy decides, so its text holds only if the
 * proposal is followed; for every other decision the words come from here, and none of them announces a form that is
 * not shown. The same decision always gets the same words.
 */
final class ReplyWording {

    static final String REFUSED = "Understood. I won't ask for your details. You can go on chatting here.";
    static final String UNKNOWN = "I'm sorry, I can't answer that yet.";
    static final String HINT = "If you'd like someone to get back to you, just say so.";

    private static final List<String> OPENINGS = List.of(
            UNKNOWN,
            REFUSED,
            "Sure. Leave your details",
            "Great. Leave your details",
            "If you like, leave your details",
            "Shall someone get back to you",
            "Shall I sign you up",
            "All right, I'll leave it at that.",
            "We have your details.",
            "The form above is still open",
            "Please answer the question above",
            "Did you mean",
            "I'm sorry, I can't do that");

    private ReplyWording() {}

    /** Whether a text is about an offer, or admits that there is no answer. */
    static boolean isOurs(String text) {
        return OPENINGS.stream().anyMatch(text::startsWith);
    }

    /** An answer from the agent's knowledge, with the title it comes from. */
    static String answer(KnowledgeHit hit) {
        return hit.text() + "\n\nSource: " + hit.title();
    }

    static String whichOne(List<KnowledgeHit> choices) {
        return choices.size() == 1 ? "Did you mean this?" : "Did you mean one of these?";
    }

    /** What is said to the message, then the invitation that comes with a form. */
    static String answering(@Nullable String answer, Proposal proposal) {
        return answer == null ? offering(proposal) : answer + "\n\n" + offering(proposal);
    }

    /** The agent's text for a turn, once the policy has decided. */
    static String of(EngineReply reply, OfferDecision decision) {
        return switch (decision.offer()) {
            case FORM ->
                decision.rule() == OfferRule.ACCEPTED ? "Great. " + invitation(decision.concept()) : reply.text();
            case QUESTION -> question(decision.concept());
            case NONE -> withoutOffer(reply, decision);
        };
    }

    /** Whether the engine's own answer is said beside or instead of the words about an offer. */
    static boolean answersToo(EngineReply reply, OfferDecision decision) {
        return decision.offer() != Offer.NONE
                ? !decision.answersQuestion()
                : of(reply, decision).equals(reply.answer());
    }

    private static String withoutOffer(EngineReply reply, OfferDecision decision) {
        var asked = reply.proposals().stream().anyMatch(Proposal::explicitRequest);
        return switch (decision.rule()) {
            case REFUSED_NOW -> REFUSED;
            case ANSWERED_NO -> "All right, I'll leave it at that.";
            case ALL_KNOWN ->
                asked || reply.proposals().isEmpty()
                        ? "We have your details. Someone will get back to you."
                        : plain(reply);
            case FORM_OPEN ->
                asked || reply.proposals().isEmpty()
                        ? "The form above is still open: " + later(invitation(decision.concept()))
                        : plain(reply);
            case QUESTION_OPEN -> asked ? "Please answer the question above first." : plain(reply);
            case ACTION_DISABLED -> "I'm sorry, I can't do that at the moment.";
            default -> plain(reply);
        };
    }

    /** What is said where nothing is offered. */
    private static String plain(EngineReply reply) {
        if (reply.answer() != null) {
            return reply.answer();
        }
        return reply.proposals().isEmpty() ? reply.text() : UNKNOWN;
    }

    /** The text that comes with the form when the visitor asked for it, or when it merely fits. */
    static String offering(Proposal proposal) {
        var invitation = invitation(proposal.concept());
        return proposal.explicitRequest() ? "Sure. " + invitation : "If you like, " + later(invitation);
    }

    private static String invitation(@Nullable Concept concept) {
        if (concept == null) {
            return "Leave your details below and someone will get back to you.";
        }
        return switch (concept) {
            case QUOTE -> "Leave your details below and someone will get back to you with a quote.";
            case DEMO -> "Leave your details below and someone will get back to you about a demo.";
            case APPOINTMENT -> "Leave your details below and someone will get back to you about an appointment.";
            case NEWSLETTER -> "Leave your details below to subscribe.";
            default -> "Leave your details below and someone will get back to you.";
        };
    }

    private static String question(@Nullable Concept concept) {
        if (concept == null) {
            return "Shall someone get back to you?";
        }
        return switch (concept) {
            case QUOTE -> "Shall someone get back to you with a quote?";
            case DEMO -> "Shall someone get back to you about a demo?";
            case APPOINTMENT -> "Shall someone get back to you about an appointment?";
            case NEWSLETTER -> "Shall I sign you up for the newsletter?";
            default -> "Shall someone get back to you?";
        };
    }

    private static String later(String invitation) {
        return Character.toLowerCase(invitation.charAt(0)) + invitation.substring(1);
    }
}
