package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.START;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.ConsentView;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.SourceView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadTest {
    private static final Instant LATER = START.plusSeconds(60);
    private static final UUID WORKSPACE = new UUID(1, 1);
    private static final UUID AGENT = new UUID(1, 2);
    private static final Map<String, String> FIELDS = Map.of("email", "Ana@example.com");
    private static final SourceView SOURCE = new SourceView("https://example.com/", null, Map.of());

    private final Conversation conversation =
            new Conversation(new Visitor(WORKSPACE, AGENT, START), SOURCE, null, START);
    private final LeadForm form =
            new LeadForm(conversation, UUID.randomUUID(), FakeActions.form("email"), Map.of(), Map.of(), START);

    @Test
    void comesFromASubmittedForm() {
        var lead = submitted();

        assertThat(lead.view())
                .isEqualTo(new LeadView(
                        lead.id(),
                        WORKSPACE,
                        AGENT,
                        conversation.id(),
                        form.id(),
                        FIELDS,
                        "new",
                        null,
                        SOURCE,
                        new ConsentView(true, null, null, LATER),
                        LATER,
                        LATER));
        assertThat(lead.visitorId()).isEqualTo(conversation.visitorId());
        assertThat(lead.consent()).isTrue();
    }

    @Test
    void comesFromAProgramOutsideAnyConversation() {
        var lead = Lead.captured(WORKSPACE, AGENT, null, FIELDS, LATER);

        assertThat(lead.view())
                .isEqualTo(new LeadView(
                        lead.id(),
                        WORKSPACE,
                        AGENT,
                        null,
                        null,
                        FIELDS,
                        "new",
                        null,
                        SourceView.UNKNOWN,
                        null,
                        LATER,
                        LATER));
        assertThat(lead.visitorId()).isNull();
        assertThat(lead.consent()).isNull();
    }

    @Test
    void comesFromAProgramWithAConversationsSource() {
        var lead = Lead.captured(WORKSPACE, AGENT, conversation, FIELDS, LATER);

        assertThat(lead.view().conversationId()).isEqualTo(conversation.id());
        assertThat(lead.view().formId()).isNull();
        assertThat(lead.view().source()).isEqualTo(SOURCE);
        assertThat(lead.visitorId()).isEqualTo(conversation.visitorId());
    }

    @Test
    void tellsOfItselfAndHowItCame() {
        var lead = submitted();
        var event = lead.event("user 7");

        assertThat(event)
                .isEqualTo(new LeadSubmitted(
                        event.eventId(),
                        WORKSPACE,
                        AGENT,
                        conversation.id(),
                        lead.id(),
                        FIELDS,
                        "form",
                        SOURCE,
                        LATER,
                        "user 7"));
        assertThat(event.eventId()).isNotEqualTo(lead.id());
        assertThat(Lead.captured(WORKSPACE, AGENT, conversation, FIELDS, LATER)
                        .event(null)
                        .channel())
                .isEqualTo("api");
    }

    @ParameterizedTest
    @EnumSource(Lead.Status.class)
    void takesAnyStatusAndNothingElseChanges(Lead.Status status) {
        var lead = submitted();
        var before = lead.view();

        lead.marked(status, LATER.plusSeconds(1));

        assertThat(lead.status()).isEqualTo(status);
        assertThat(lead.view().updatedAt()).isEqualTo(LATER.plusSeconds(1));
        assertThat(lead.view())
                .usingRecursiveComparison()
                .ignoringFields("status", "updatedAt")
                .isEqualTo(before);
    }

    @Test
    void takesANoteAndGivesItUpAgain() {
        var lead = submitted();

        lead.noted("Call on Monday.", LATER.plusSeconds(1));
        assertThat(lead.view().note()).isEqualTo("Call on Monday.");
        assertThat(lead.view().updatedAt()).isEqualTo(LATER.plusSeconds(1));

        lead.noted(null, LATER.plusSeconds(2));
        assertThat(lead.view().note()).isNull();
        assertThat(lead.createdAt()).isEqualTo(LATER);
    }

    private Lead submitted() {
        return Lead.submitted(form, FIELDS, SOURCE, true, LATER);
    }
}
