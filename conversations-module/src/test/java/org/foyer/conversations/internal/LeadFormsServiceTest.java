package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.foyer.conversations.internal.ConversationFixture.EXPLICIT;
import static org.foyer.conversations.internal.ConversationFixture.SMALL_TALK;
import static org.foyer.conversations.internal.ConversationFixture.START;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.formsIn;
import static org.foyer.conversations.internal.ConversationFixture.json;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.pointers;
import static org.foyer.conversations.internal.ConversationFixture.textOf;
import static org.foyer.conversations.internal.FakeActions.DISMISSED;
import static org.foyer.conversations.internal.FakeActions.SUCCESS;
import static org.foyer.conversations.internal.FakeActions.WHEN_ASKED;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.ConsentRequest;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.conversations.ConsentView;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadFormsServiceTest {
    private static final Duration FORM_LIFETIME = Duration.ofHours(24);
    private static final Duration TICK = Duration.ofNanos(1000);
    private static final String EMAIL = "{'fields':{'email':'ana@example.com'}}";
    private static final String NONSENSE = "{'nonsense':true}";

    // progress

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void followsTheVisitorThroughTheForm(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "name", "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();

        talk.tells(form, "{'event':'seen'}");
        assertThat(talk.formStatuses()).containsExactly("seen");
        talk.tells(form, "{'event':'started'}");
        assertThat(talk.formStatuses()).containsExactly("started");
        talk.tells(form, "{'event':'seen'}");
        assertThat(talk.formStatuses()).as("never backwards").containsExactly("started");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesWorkOnAFieldForAStart(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "name", "email");
        for (var event : List.of("field_completed", "field_error")) {
            var talk = fixture.aConversation();
            talk.tells(talk.asksForTheForm(), "{'event':'%s','field':'email'}".formatted(event));
            assertThat(talk.formStatuses()).as(event).containsExactly("started");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void recordsEachStepForTheFunnel(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "name", "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();

        for (var progress : List.of(
                "{'event':'seen'}",
                "{'event':'started','field':'name'}",
                "{'event':'field_completed','field':'name'}",
                "{'event':'field_error','field':'email'}",
                "{'event':'field_error','field':'email'}")) {
            fixture.clock.forward(Duration.ofSeconds(1));
            talk.tells(form, progress);
        }

        List<LeadFormEvent> recorded = fixture.stored(entityManager -> entityManager
                .createQuery("select e from LeadFormEvent e order by e.happenedAt", LeadFormEvent.class)
                .getResultList());
        assertThat(recorded)
                .filteredOn(event -> event.formId().equals(form.id()))
                .allSatisfy(event -> assertThat(event.workspaceId()).isEqualTo(fixture.workspace))
                .extracting(LeadFormEvent::type, LeadFormEvent::field, LeadFormEvent::happenedAt)
                .containsExactly(
                        tuple("offered", null, START),
                        tuple("seen", null, START.plusSeconds(1)),
                        tuple("started", null, START.plusSeconds(2)),
                        tuple("field_completed", "name", START.plusSeconds(3)),
                        tuple("field_error", "email", START.plusSeconds(4)),
                        tuple("field_error", "email", START.plusSeconds(5)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesProgressThatIsNone(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();

        for (var body : Arrays.asList("{}", "{'event':null}", "{'event':'submitted'}", "{'event':5}")) {
            assertThat(pointers(() -> talk.tells(form, body))).as(body).containsExactly("/event");
        }
        for (var body : Arrays.asList(
                "{'event':'field_completed'}",
                "{'event':'field_error','field':null}",
                "{'event':'field_completed','field':'phone'}",
                "{'event':'seen','field':'phone'}",
                "{'event':'seen','field':5}",
                "{'event':'field_error','field':'e\\u0000mail'}")) {
            assertThat(pointers(() -> talk.tells(form, body))).as(body).containsExactly("/field");
        }
        assertThat(pointers(() -> talk.tells(form, "{'field':5,'when':1}")))
                .containsExactlyInAnyOrder("/event", "/field", "/when");
        assertThat(talk.formStatuses()).containsExactly("offered");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesProgressOnAClosedFormWhateverIsSent(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();
        talk.submits(form, EMAIL);

        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.tells(form, "{'event':'seen'}"));
        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.tells(form, NONSENSE));
        assertThat(talk.formStatuses()).containsExactly("submitted");
    }

    // submission

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesALeadOfASubmittedForm(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "name", "email", "phone");
        var talk = fixture.aConversation("""
                        {'page_url':'https://example.com/pricing','utm':{'utm_source':'mail'}}
                        """, null);
        var form = talk.asksForTheForm();
        fixture.clock.forward(Duration.ofMinutes(1));

        var submission = talk.submits(form, """
                        {'fields':{'phone':'(650) 253-0000','email':' Ana@EXAMPLE.com ','name':'Jo\u0308rg 😀'},
                         'consent':true}
                        """);

        assertThat(submission.message()).isEqualTo(SUCCESS);
        assertThat(submission.repeated()).isFalse();
        var lead = fixture.lead(submission.leadId());
        assertThat(List.copyOf(lead.fields().entrySet()))
                .containsExactly(
                        entry("name", "Jörg 😀"), entry("email", "Ana@example.com"), entry("phone", "+16502530000"));
        assertThat(lead.status()).isEqualTo("new");
        assertThat(lead.agentId()).isEqualTo(fixture.agent.id());
        assertThat(lead.conversationId()).isEqualTo(talk.id);
        assertThat(lead.formId()).isEqualTo(form.id());
        assertThat(lead.source())
                .isEqualTo(new SourceView("https://example.com/pricing", null, Map.of("utm_source", "mail")));
        assertThat(lead.createdAt()).isEqualTo(START.plusSeconds(60));
        assertThat(talk.formStatuses()).containsExactly("submitted");
        assertThat(consentOf(fixture, submission.leadId())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOthersOnceOfASubmittedForm(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "phone", "email", "name");
        var talk = fixture.aConversation("{'referrer':'https://example.org/'}", null);
        var form = talk.asksForTheForm();

        var submission = talk.submits(form, "{'fields':{'name':' ','email':'ana@EXAMPLE.com','phone':'650 253 0000'}}");

        assertThat(fixture.events.leadsSubmitted()).singleElement().satisfies(event -> {
            assertThat(event.leadId()).isEqualTo(submission.leadId());
            assertThat(event.workspaceId()).isEqualTo(fixture.workspace);
            assertThat(event.agentId()).isEqualTo(fixture.agent.id());
            assertThat(event.conversationId()).isEqualTo(talk.id);
            assertThat(event.channel()).isEqualTo("form");
            assertThat(event.submittedAt()).isEqualTo(START);
            assertThat(event.source()).isEqualTo(new SourceView(null, "https://example.org/", Map.of()));
            assertThat(List.copyOf(event.fields().entrySet()))
                    .as("normalised, in the form's order, blank ones left out")
                    .containsExactly(entry("phone", "+16502530000"), entry("email", "ana@example.com"));
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsAllFieldsInTheActionsOrderWhenSomeWereKnown(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collect(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        talk.submits(talk.asksForTheForm(), EMAIL);
        fixture.actions.change(action, FakeActions.form("name", "email", "phone"));

        talk.submits(talk.asksForTheForm(), "{'fields':{'phone':'650 253 0000','name':'Ana'}}");

        assertThat(List.copyOf(fixture.events.leadsSubmitted().get(1).fields().entrySet()))
                .containsExactly(
                        entry("name", "Ana"), entry("email", "ana@example.com"), entry("phone", "+16502530000"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAFormWithNothingNewInItWhenTheRequiredValuesAreKnown(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collect(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        talk.submits(talk.asksForTheForm(), EMAIL);
        fixture.actions.change(action, FakeActions.form("name", "email"));

        var submission = talk.submits(talk.asksForTheForm(), "{'fields':{}}");

        assertThat(fixture.lead(submission.leadId()).fields()).containsExactly(entry("email", "ana@example.com"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void thanksInTheConversation(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();
        var before = talk.history().size();

        talk.submits(form, EMAIL);

        assertThat(talk.history()).hasSize(before + 1);
        assertThat(talk.lastMessage().author()).isEqualTo("agent");
        assertThat(textOf(talk.lastMessage())).isEqualTo(SUCCESS);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsAPhoneNumberInTheAgentsRegion(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var german = fixture.agents.add(fixture.workspace, "", "DE");
        fixture.actions.add(german, WHEN_ASKED, "auto", FakeActions.form("phone"));
        var started = fixture.chat(chat -> chat.start(german.id(), Map.of(), null));
        var visitor = fixture.visitorBehind(started.token());
        var form = requested(fixture, visitor, started.id());
        fixture.agents.remove(german);

        assertThat(pointers(() -> fixture.forms(
                        forms -> forms.submit(visitor, form.id(), json("{'fields':{'phone':'030 901820'}}")))))
                .as("the agent and its region are gone")
                .containsExactly("/fields/phone");
        var submission =
                fixture.forms(forms -> forms.submit(visitor, form.id(), json("{'fields':{'phone':'+49 30 901820'}}")));
        assertThat(fixture.lead(submission.leadId()).fields()).containsExactly(entry("phone", "+4930901820"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsANationalPhoneNumberAsTheAgentsRegionDialsIt(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var german = fixture.agents.add(fixture.workspace, "", "DE");
        fixture.actions.add(german, WHEN_ASKED, "auto", FakeActions.form("phone"));
        var started = fixture.chat(chat -> chat.start(german.id(), Map.of(), null));
        var visitor = fixture.visitorBehind(started.token());
        var form = requested(fixture, visitor, started.id());

        var submission =
                fixture.forms(forms -> forms.submit(visitor, form.id(), json("{'fields':{'phone':'030 901820'}}")));

        assertThat(fixture.lead(submission.leadId()).fields()).containsExactly(entry("phone", "+4930901820"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void answersASecondSubmissionWithTheLeadOfTheFirst(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        var first = talk.submits(form, EMAIL);
        var history = talk.history();

        var second = talk.submits(form, "{'fields':{'email':'other@example.com'}}");
        var nonsense = talk.submits(form, NONSENSE);

        assertThat(second.leadId()).isEqualTo(first.leadId());
        assertThat(second.message()).isEqualTo(SUCCESS);
        assertThat(second.repeated()).isTrue();
        assertThat(nonsense).isEqualTo(second);
        assertThat(fixture.lead(first.leadId()).fields()).containsExactly(entry("email", "ana@example.com"));
        assertThat(fixture.events.leadsSubmitted()).hasSize(1);
        assertThat(talk.history()).isEqualTo(history);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAnotherSubmissionOnceTheLeadIsDeleted(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        var lead = talk.submits(form, EMAIL).leadId();
        fixture.leads(leads -> {
            leads.delete(fixture.workspace, lead);
            return true;
        });

        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.submits(form, EMAIL));
        assertThat(fixture.events.leadsSubmitted()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAFormWithTheHoneypotFilledInAsSpamAndTellsNobody(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();

        var submission =
                talk.submits(form, "{'fields':{'email':'bot@example.com'},'website':'https://example.com\\nbuy'}");

        assertThat(submission.message()).as("the bot learns nothing").isEqualTo(SUCCESS);
        assertThat(fixture.lead(submission.leadId()).status()).isEqualTo("spam");
        assertThat(fixture.events.leadsSubmitted()).isEmpty();
        assertThat(talk.formStatuses()).containsExactly("submitted");
        assertThat(talk.submits(form, EMAIL).leadId()).isEqualTo(submission.leadId());
        assertThat(fixture.events.leadsSubmitted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesABlankHoneypotForAPerson(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        for (var website : List.of("''", "' '", "null")) {
            var talk = fixture.aConversation();
            var submission = talk.submits(
                    talk.asksForTheForm(), "{'fields':{'email':'ana@example.com'},'website':%s}".formatted(website));
            assertThat(fixture.lead(submission.leadId()).status()).as(website).isEqualTo("new");
        }
        assertThat(fixture.events.leadsSubmitted()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void pointsAtEveryBadFieldAndStoresNothing(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "name", "email", "phone");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        var history = talk.history();

        assertThat(pointers(() -> talk.submits(form, """
                        {'fields':{'name':'A\\u0000','email':'ana@','phone':'12','age':'7'},'consent':'yes',
                         'website':5,'lead_id':'x'}
                        """)))
                .containsExactlyInAnyOrder(
                        "/fields/name",
                        "/fields/email",
                        "/fields/phone",
                        "/fields/age",
                        "/consent",
                        "/website",
                        "/lead_id");

        assertThat(talk.history()).isEqualTo(history);
        assertThat(talk.formStatuses()).containsExactly("offered");
        assertThat(talk.seenByTheTeam().leadIds()).isEmpty();
        assertThat(fixture.events.leadsSubmitted()).isEmpty();
        assertThat(talk.submits(form, EMAIL).repeated()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesASubmissionWithoutFields(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();

        for (var body : List.of("{}", "{'fields':null}", "{'fields':[]}", "{'fields':'ana@example.com'}")) {
            assertThat(pointers(() -> talk.submits(form, body))).as(body).containsExactly("/fields");
        }
        assertThat(pointers(() -> talk.submits(form, "{'fields':{}}"))).containsExactly("/fields/email");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesASubmissionWithoutAnyValue(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.actions.add(
                fixture.agent,
                WHEN_ASKED,
                "auto",
                new LeadCollection(
                        List.of(FakeActions.field("email", false), FakeActions.field("name", false)), SUCCESS, ""));
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();

        assertThat(pointers(() -> talk.submits(form, "{'fields':{'name':' ','email':null}}")))
                .containsExactly("/fields");
        assertThat(talk.submits(form, "{'fields':{'name':'Ana'}}").repeated()).isFalse();
    }

    // consent

    private static ConversationFixture.Talk askedForConsent(ConversationFixture fixture, boolean required) {
        fixture.actions.add(
                fixture.agent,
                WHEN_ASKED,
                "auto",
                new LeadCollection(
                        FakeActions.fields("email"),
                        SUCCESS,
                        "",
                        new ConsentRequest("We may call you.", required, "v1")));
        return fixture.aConversation();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAFormWithoutTheConsentItRequires(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = askedForConsent(fixture, true);
        var form = talk.asksForTheForm();
        assertThat(form.consent()).isEqualTo(new ConsentRequest("We may call you.", true, "v1"));

        for (var consent : List.of("", ",'consent':false", ",'consent':null")) {
            assertThat(pointers(() -> talk.submits(form, "{'fields':{'email':'ana@example.com'}" + consent + "}")))
                    .as(consent)
                    .containsExactly("/consent");
        }
        assertThat(talk.seenByTheTeam().leadIds()).isEmpty();
        assertThat(talk.submits(form, "{'fields':{'email':'ana@example.com'},'consent':true}")
                        .repeated())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheWordingAndTheAnswerAsProof(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = askedForConsent(fixture, false);
        var form = talk.asksForTheForm();
        fixture.clock.forward(Duration.ofMinutes(1));
        var yes = talk.submits(form, "{'fields':{'email':'ana@example.com'},'consent':true}");
        assertThat(fixture.lead(yes.leadId()).consent())
                .isEqualTo(new ConsentView(true, "We may call you.", "v1", START.plusSeconds(60)));

        var other = fixture.aConversation();
        var no = other.submits(other.asksForTheForm(), "{'fields':{'email':'bo@example.com'}}");
        assertThat(fixture.lead(no.leadId()).consent())
                .isEqualTo(new ConsentView(false, "We may call you.", "v1", START.plusSeconds(60)));
    }

    // dismissal

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void dismissesAFormOnceAndSaysSo(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();
        var before = talk.history().size();

        assertThat(talk.dismisses(form)).isEqualTo(DISMISSED);
        assertThat(talk.dismisses(form)).isEqualTo(DISMISSED);

        assertThat(talk.formStatuses()).containsExactly("dismissed");
        assertThat(talk.history()).hasSize(before + 1);
        assertThat(textOf(talk.lastMessage())).isEqualTo(DISMISSED);
        assertThat(talk.lastMessage().author()).isEqualTo("agent");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysNothingToADismissalWithoutAMessage(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.actions.add(
                fixture.agent, WHEN_ASKED, "auto", new LeadCollection(FakeActions.fields("email"), SUCCESS, ""));
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        var before = talk.history().size();

        assertThat(talk.dismisses(form)).isNull();
        assertThat(talk.dismisses(form)).isNull();

        assertThat(talk.formStatuses()).containsExactly("dismissed");
        assertThat(talk.history()).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesToSubmitADismissedFormWhateverIsSent(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        talk.dismisses(form);

        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.submits(form, EMAIL));
        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.submits(form, NONSENSE));
        assertThat(fixture.events.leadsSubmitted()).isEmpty();
        assertThat(talk.formStatuses()).containsExactly("dismissed");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesToDismissASubmittedForm(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();
        talk.submits(form, EMAIL);

        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.dismisses(form));
        assertThat(talk.formStatuses()).containsExactly("submitted");
    }

    // whose form it is

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hidesAFormFromEveryOtherVisitor(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        var stranger = fixture.aConversation().visitor;

        for (var id : List.of(form.id(), UUID.randomUUID())) {
            assertRefused(
                    Refusal.Kind.NOT_FOUND, () -> fixture.forms(forms -> forms.submit(stranger, id, json(EMAIL))));
            assertRefused(
                    Refusal.Kind.NOT_FOUND, () -> fixture.forms(forms -> forms.submit(stranger, id, json(NONSENSE))));
            assertRefused(
                    Refusal.Kind.NOT_FOUND, () -> fixture.forms(forms -> String.valueOf(forms.dismiss(stranger, id))));
            assertRefused(
                    Refusal.Kind.NOT_FOUND,
                    () -> fixture.forms(forms -> {
                        forms.progress(stranger, id, json("{'event':'seen'}"));
                        return true;
                    }));
        }
        assertThat(talk.formStatuses()).containsExactly("offered");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAFormFromTheVisitorsOtherConversation(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var former = fixture.aConversation();
        var form = former.asksForTheForm();
        var later = fixture.aConversation("{}", former.token);

        later.submits(form, EMAIL);

        assertThat(former.formStatuses()).containsExactly("submitted");
        assertThat(former.seenByTheTeam().leadIds()).hasSize(1);
        assertThat(later.seenByTheTeam().leadIds()).isEmpty();
    }

    // expiry

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAFormLongAfterItWasOfferedWhenNothingWasSaidSince(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        fixture.clock.forward(FORM_LIFETIME.multipliedBy(30));

        assertThat(talk.formStatuses()).containsExactly("offered");
        talk.tells(form, "{'event':'seen'}");
        assertThat(talk.submits(form, EMAIL).repeated()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void expiresAFormWhenTheConversationGoesOnLongAfterItWasOffered(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        fixture.clock.forward(FORM_LIFETIME.plus(TICK));

        talk.says(SMALL_TALK);

        assertThat(talk.formStatuses()).containsExactly("expired");
        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.dismisses(form));
        assertRefused(Refusal.Kind.FORM_CLOSED, () -> talk.tells(form, "{'event':'seen'}"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void losesNoLeadThatIsSentWithAnExpiredForm(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        fixture.clock.forward(FORM_LIFETIME.plus(TICK));
        talk.says(SMALL_TALK);

        talk.submits(form, EMAIL);

        assertThat(talk.formStatuses()).containsExactly("submitted");
        assertThat(fixture.events.leadsSubmitted()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOthersOnceOfALeadThatTurnsOutToBeNoSpam(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var lead = talk.submits(talk.asksForTheForm(), "{'fields':{'email':'ana@example.com'},'website':'x'}")
                .leadId();
        assertThat(fixture.events.leadsSubmitted()).isEmpty();

        fixture.marks(lead, "new");
        fixture.marks(lead, "spam");
        fixture.marks(lead, "won");

        assertThat(fixture.events.leadsSubmitted()).hasSize(1);
        assertThat(fixture.events.leadsSubmitted().get(0).leadId()).isEqualTo(lead);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesRoomForANewFormWithTheMessageThatExpiresTheOld(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        talk.asksForTheForm();
        fixture.clock.forward(FORM_LIFETIME);
        assertThat(formsIn(talk.says(EXPLICIT)))
                .as("at the end of its lifetime")
                .isEmpty();
        fixture.clock.forward(TICK);

        talk.asksForTheForm();

        assertThat(talk.formStatuses()).containsExactly("expired", "offered");
    }

    private static FormView requested(ConversationFixture fixture, VisitorIdentity visitor, UUID conversation) {
        List<MessageView> messages = fixture.chat(chat -> chat.post(visitor, conversation, Map.of("text", EXPLICIT)));
        return ConversationFixture.formIn(messages.get(1));
    }

    private static @Nullable Boolean consentOf(ConversationFixture fixture, UUID lead) {
        Lead stored = fixture.stored(entityManager -> entityManager.find(Lead.class, lead));
        return stored.consent();
    }
}
