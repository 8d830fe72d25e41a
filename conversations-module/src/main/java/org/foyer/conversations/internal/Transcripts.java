package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.PartView;
import org.jspecify.annotations.Nullable;

/** Turns stored messages into what people see, with the present state of the forms and questions in them. */
@ApplicationScoped
class Transcripts {
    private ConversationRepository conversations;
    private LeadFormRepository forms;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Transcripts() {}

    @Inject
    Transcripts(ConversationRepository conversations, LeadFormRepository forms) {
        this.conversations = conversations;
        this.forms = forms;
    }

    List<MessageView> views(UUID conversationId, List<Message> messages) {
        var shown = messages.stream()
                .flatMap(message -> message.parts().stream())
                .map(Message.Part::type)
                .collect(Collectors.toSet());
        Map<UUID, LeadForm> formsById = shown.contains(Message.PartType.LEAD_FORM)
                ? byId(forms.ofConversation(conversationId), LeadForm::id)
                : Map.of();
        Map<UUID, Confirmation> questionsById = shown.contains(Message.PartType.CONFIRMATION)
                ? byId(conversations.confirmations(conversationId), Confirmation::id)
                : Map.of();
        return messages.stream()
                .map(message -> new MessageView(
                        message.id(),
                        message.author().wireName(),
                        message.authorName(),
                        message.createdAt(),
                        message.parts().stream()
                                .map(part -> view(part, formsById, questionsById))
                                .filter(Objects::nonNull)
                                .toList()))
                .toList();
    }

    private static <T> Map<UUID, T> byId(List<T> things, Function<T, UUID> id) {
        return things.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private static @Nullable PartView view(
            Message.Part part, Map<UUID, LeadForm> forms, Map<UUID, Confirmation> questions) {
        var text = part.text() == null ? "" : part.text();
        return switch (part.type()) {
            case TEXT -> new PartView.Text(text);
            case NOTICE -> new PartView.Notice(text);
            case CHOICES ->
                new PartView.Choices(
                        text,
                        Objects.requireNonNullElse(part.choices(), List.<Message.Choice>of()).stream()
                                .map(choice -> new PartView.Choice(choice.id(), choice.title()))
                                .toList());
            case LEAD_FORM -> {
                var form = forms.get(part.ref());
                yield form == null ? null : new PartView.Form(view(form));
            }
            case CONFIRMATION -> {
                var question = questions.get(part.ref());
                yield question == null
                        ? null
                        : new PartView.Confirmation(
                                question.id(),
                                question.text(),
                                question.status().name().toLowerCase(Locale.ROOT));
            }
        };
    }

    static FormView view(LeadForm form) {
        return new FormView(
                form.id(),
                form.status().wireName(),
                form.fields().stream()
                        .map(field -> new FormView.Field(
                                field.name(),
                                field.label(),
                                field.type(),
                                field.required(),
                                field.placeholder(),
                                field.autocomplete(),
                                form.prefilled(field.name())))
                        .toList(),
                form.consent());
    }
}
