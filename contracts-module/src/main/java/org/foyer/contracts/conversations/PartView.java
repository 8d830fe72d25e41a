package org.foyer.contracts.conversations;

import java.util.List;
import java.util.UUID;

/** A part of a message. */
public sealed interface PartView {
    /** The {@code type} on the wire. */
    String type();

    record Text(String text) implements PartView {
        @Override
        public String type() {
            return "text";
        }
    }

    /** Something the product says about the conversation, such as that a lead was sent. */
    record Notice(String text) implements PartView {
        @Override
        public String type() {
            return "notice";
        }
    }

    /** What may have been meant; the visitor chooses one of them, or goes on. */
    record Choices(String text, List<Choice> choices) implements PartView {
        @Override
        public String type() {
            return "choices";
        }
    }

    record Choice(UUID id, String title) {}

    record Form(FormView form) implements PartView {
        @Override
        public String type() {
            return "lead_form";
        }
    }

    /** A yes-or-no question that decides whether a form is shown; {@code status}: pending, accepted or declined. */
    record Confirmation(UUID id, String text, String status) implements PartView {
        @Override
        public String type() {
            return "confirmation";
        }
    }
}
