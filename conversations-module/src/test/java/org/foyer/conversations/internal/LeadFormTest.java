package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.foyer.conversations.internal.ConversationFixture.START;
import static org.foyer.conversations.internal.ConversationFixture.refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.conversations.internal.LeadForm.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LeadFormTest {
    private static final Instant LATER = START.plusSeconds(60);

    private final Conversation conversation =
            new Conversation(new Visitor(UUID.randomUUID(), UUID.randomUUID(), START), SourceView.UNKNOWN, null, START);

    @ParameterizedTest
    @CsvSource({
        "OFFERED, seen,      SEEN",
        "OFFERED, started,   STARTED",
        "OFFERED, submitted, SUBMITTED",
        "OFFERED, dismissed, DISMISSED",
        "OFFERED, expired,   EXPIRED",
        "SEEN,    seen,      SEEN",
        "SEEN,    started,   STARTED",
        "SEEN,    submitted, SUBMITTED",
        "SEEN,    dismissed, DISMISSED",
        "SEEN,    expired,   EXPIRED",
        "STARTED, seen,      STARTED",
        "STARTED, started,   STARTED",
        "STARTED, submitted, SUBMITTED",
        "STARTED, dismissed, DISMISSED",
        "STARTED, expired,   EXPIRED",
        "DISMISSED, dismissed, DISMISSED"
    })
    void goesFromOneStatusToTheNext(Status from, String by, Status to) {
        var form = form(from);

        take(form, by);

        assertThat(form.status()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, seen",
        "SUBMITTED, started",
        "SUBMITTED, submitted",
        "SUBMITTED, dismissed",
        "SUBMITTED, expired",
        "DISMISSED, seen",
        "DISMISSED, started",
        "DISMISSED, submitted",
        "DISMISSED, expired",
        "EXPIRED,   seen",
        "EXPIRED,   started",
        "EXPIRED,   dismissed",
        "EXPIRED,   expired"
    })
    void neverLeavesAFinalStatus(Status last, String by) {
        var form = form(last);
        var closedAt = form.closedAt();

        var refusal = refusal(() -> take(form, by));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORM_CLOSED);
        assertThat(refusal).hasMessage("This form is already " + last.wireName() + ".");
        assertThat(form.status()).isEqualTo(last);
        assertThat(form.closedAt()).isEqualTo(closedAt);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void isOpenUntilItIsSubmittedDismissedOrExpired(Status status) {
        var open = List.of(Status.OFFERED, Status.SEEN, Status.STARTED).contains(status);

        assertThat(status.open()).isEqualTo(open);
        assertThat(form(status).closedAt() == null).isEqualTo(open);
    }

    @Test
    void isDismissedOnce() {
        var form = form(Status.OFFERED);

        assertThat(form.dismissed(1, START)).isTrue();
        assertThat(form.dismissed(5, LATER)).isFalse();
        assertThat(form.closedAt()).isEqualTo(START);
        assertThat(form.closedAtTurn()).isEqualTo(1);
    }

    @Test
    void remembersTheTurnsOfItsOfferAndItsEnd() {
        conversation.visitorSays("call me", START);
        conversation.visitorSays("please", START);
        var form = form(Status.OFFERED);
        form.submitted(3, LATER);

        assertThat(form.offeredAtTurn()).isEqualTo(2);
        assertThat(form.closedAtTurn()).isEqualTo(3);
        assertThat(form.offeredAt()).isEqualTo(START);
        assertThat(form.closedAt()).isEqualTo(LATER);
    }

    @Test
    void belongsToItsConversationAndVisitor() {
        var form = form(Status.OFFERED);

        assertThat(form.conversationId()).isEqualTo(conversation.id());
        assertThat(form.visitorId()).isEqualTo(conversation.visitorId());
        assertThat(form.agentId()).isEqualTo(conversation.agentId());
        assertThat(form.workspaceId()).isEqualTo(conversation.workspaceId());
    }

    @Test
    void asksWhatIsNotKnownInTheActionsOrder() {
        var form = form(FakeActions.form("phone", "name", "email"), Map.of("name", "Ana"));

        assertThat(form.fields()).extracting(FormField::name).containsExactly("phone", "email");
    }

    @Test
    void completesWhatIsTypedByWhatIsKnownInTheActionsOrder() {
        var form = form(FakeActions.form("phone", "name", "email"), Map.of("name", "Ana"));

        assertThat(form.completed(Map.of("email", "ana@example.com", "phone", "+16502530000")))
                .containsExactly(
                        entry("phone", "+16502530000"), entry("name", "Ana"), entry("email", "ana@example.com"));
        assertThat(form.completed(Map.of())).containsExactly(entry("name", "Ana"));
    }

    @Test
    void keepsTheFieldsOfTheOffer() {
        var fields = new ArrayList<>(FakeActions.fields("name", "email"));
        var form = form(new LeadCollection(fields, "Thanks", ""), Map.of());
        fields.clear();

        assertThat(form.fields()).extracting(FormField::name).containsExactly("name", "email");
    }

    @Test
    void saysNothingAfterADismissalWhenTheMessageIsBlank() {
        assertThat(form(new LeadCollection(FakeActions.fields("email"), "Thanks", ""), Map.of())
                        .dismissMessage())
                .isNull();
        assertThat(form(new LeadCollection(FakeActions.fields("email"), "Thanks", " "), Map.of())
                        .dismissMessage())
                .isNull();
        assertThat(form(FakeActions.form("email"), Map.of()).dismissMessage()).isEqualTo(FakeActions.DISMISSED);
    }

    private LeadForm form(LeadCollection collection, Map<String, String> known) {
        return new LeadForm(conversation, UUID.randomUUID(), collection, known, Map.of(), START);
    }

    private LeadForm form(Status status) {
        var form = form(FakeActions.form("email"), Map.of());
        switch (status) {
            case OFFERED -> {}
            case SEEN -> form.seen(START);
            case STARTED -> form.started(START);
            case SUBMITTED -> form.submitted(1, START);
            case DISMISSED -> form.dismissed(1, START);
            case EXPIRED -> form.expired(1, START);
        }
        assertThat(form.status()).isEqualTo(status);
        return form;
    }

    private static void take(LeadForm form, String step) {
        switch (step) {
            case "seen" -> form.seen(LATER);
            case "started" -> form.started(LATER);
            case "submitted" -> form.submitted(2, LATER);
            case "dismissed" -> form.dismissed(2, LATER);
            case "expired" -> form.expired(2, LATER);
            default -> throw new IllegalArgumentException(step);
        }
    }
}
