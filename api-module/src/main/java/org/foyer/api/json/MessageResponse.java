package org.foyer.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.actions.ConsentRequest;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.PartView;
import org.jspecify.annotations.Nullable;

/** A message on the wire, for visitors and for the team alike. */
public record MessageResponse(
        UUID id,
        String author,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String authorName,

        Instant createdAt,
        List<Part> parts) {
    /** A part of any type; what a type does not have is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String type,
            @Nullable UUID id,
            @Nullable String text,
            @Nullable String status,
            @Nullable Form form,
            @Nullable List<Choice> choices) {}

    /** One of several things that may have been meant. */
    public record Choice(UUID id, String title) {}

    /** A lead form on the wire; {@code consent} is there where the form asks for it. */
    public record Form(
            UUID id,
            String status,
            List<Field> fields,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ConsentRequest consent) {}

    /** A field of a form; {@code value} is there where something is known to pre-fill. */
    public record Field(
            String name,
            String label,
            String type,
            boolean required,
            String placeholder,
            String autocomplete,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {}

    public static List<MessageResponse> of(List<MessageView> messages) {
        return messages.stream().map(MessageResponse::of).toList();
    }

    public static MessageResponse of(MessageView message) {
        return new MessageResponse(
                message.id(),
                message.author(),
                message.authorName(),
                message.createdAt(),
                message.parts().stream().map(MessageResponse::part).toList());
    }

    private static Part part(PartView part) {
        if (part instanceof PartView.Text text) {
            return new Part(part.type(), null, text.text(), null, null, null);
        }
        if (part instanceof PartView.Notice notice) {
            return new Part(part.type(), null, notice.text(), null, null, null);
        }
        if (part instanceof PartView.Confirmation question) {
            return new Part(part.type(), question.id(), question.text(), question.status(), null, null);
        }
        if (part instanceof PartView.Choices asked) {
            return new Part(
                    part.type(),
                    null,
                    asked.text(),
                    null,
                    null,
                    asked.choices().stream()
                            .map(choice -> new Choice(choice.id(), choice.title()))
                            .toList());
        }
        return new Part(part.type(), null, null, null, form(((PartView.Form) part).form()), null);
    }

    public static Form form(FormView form) {
        return new Form(
                form.id(),
                form.status(),
                form.fields().stream()
                        .map(field -> new Field(
                                field.name(),
                                field.label(),
                                field.type(),
                                field.required(),
                                field.placeholder(),
                                field.autocomplete(),
                                field.value()))
                        .toList(),
                form.consent());
    }
}
