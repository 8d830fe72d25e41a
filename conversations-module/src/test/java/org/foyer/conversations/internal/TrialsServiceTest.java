package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.conversations.TrialDecision;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialsServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:20:00Z");
    private static final LeadCollection FORM =
            new LeadCollection(List.of(new FormField("email", "Email", "email", true, "", "email")), "Thanks", "");

    private static final MessageRules RULES = new MessageRules();

    private final TrialsService trials = new TrialsService(
            new EmbeddedReplyEngine(RULES, new MeaningModels()),
            RULES,
            new FakeKnowledge(),
            new ConversationsSettings(
                    Duration.ofDays(90),
                    Duration.ofHours(24),
                    2,
                    3,
                    Duration.ofDays(7),
                    4,
                    Duration.ofHours(12),
                    false,
                    Duration.ofMinutes(2)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private List<TrialDecision> tried(String mode, boolean enabled, String json) {
        return tried("when a visitor asks to be contacted or a person must follow up", mode, enabled, json);
    }

    private List<TrialDecision> tried(String description, String mode, boolean enabled, String json) {
        var action = new ActionView(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "collect_leads",
                "collect_leads",
                description,
                mode,
                enabled,
                "balanced",
                List.of("my bike makes a noise"),
                List.of(),
                Map.of(),
                NOW,
                NOW);
        try {
            return trials.tryOut(action, FORM, Json.readObject(json.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesEachMessageAsOneConversation() {
        var decisions = tried(
                "auto",
                true,
                "{'messages':['Can someone call me back?','Can someone call me back?','Where are you?','My bike makes a noise!']}");
        assertThat(decisions).extracting(TrialDecision::offer).containsExactly("form", "form", "none", "form");
        assertThat(decisions.get(0).concept()).isEqualTo("call-back");
        assertThat(decisions.get(3).nearestExample()).isEqualTo("my bike makes a noise");
        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision.reason()).isNotBlank());
    }

    @Test
    void playsAConversationThrough() {
        var decisions = tried("confirm", true, """
                {'conversation':[
                  {'author':'visitor','text':'Hello'},
                  {'author':'agent','text':'Hi! Shall someone call you back?'},
                  {'author':'visitor','text':'yes'},
                  {'author':'visitor','text':'Please call me back'},
                  {'author':'visitor','text':'yes'},
                  {'author':'visitor','text':'Call me back!'}]}
                """);
        assertThat(decisions)
                .as("a bare yes means nothing without a question of ours; an open form is not offered again")
                .extracting(TrialDecision::offer)
                .containsExactly("none", "none", "question", "form", "none");
    }

    @Test
    void waitsForTheAnswerInAConversation() {
        var decisions = tried("after answering a pre-sales question", "auto", true, """
                {'conversation':[
                  {'author':'visitor','text':'Hello'},
                  {'author':'agent','text':'Hello! How can I help?'},
                  {'author':'visitor','text':'Does the pro plan include phone support?'},
                  {'author':'agent','text':'Yes, it does.'},
                  {'author':'visitor','text':'Great, good to know'},
                  {'author':'visitor','text':'Bye'}]}
                """);

        assertThat(decisions).extracting(TrialDecision::offer).containsExactly("none", "none", "form", "none");
        assertThat(decisions.get(2).concept()).isEqualTo("pre-sales question");
    }

    @Test
    void offersNothingAfterAnAnswerThatIsNone() {
        var decisions = tried("after answering a pre-sales question", "auto", true, """
                {'conversation':[
                  {'author':'visitor','text':'Does the pro plan include phone support?'},
                  {'author':'agent','text':'Sorry, I do not know.'},
                  {'author':'visitor','text':'hm okay'}]}
                """);

        assertThat(decisions).extracting(TrialDecision::offer).containsExactly("none", "none");
    }

    @Test
    void takesASingleQuestionAsAnswered() {
        assertThat(tried("after answering a pre-sales question", "auto", true, """
                {'messages':['Does the pro plan include phone support?','hello']}
                """))
                .extracting(TrialDecision::offer)
                .containsExactly("form", "none");
    }

    @Test
    void countsMessages() {
        var decisions = tried("after three messages", "auto", true, """
                {'conversation':[
                  {'author':'visitor','text':'Hello'},
                  {'author':'visitor','text':'nice shop'},
                  {'author':'visitor','text':'where are you'},
                  {'author':'visitor','text':'and who'}]}
                """);

        assertThat(decisions).extracting(TrialDecision::offer).containsExactly("none", "none", "form", "none");
    }

    @Test
    void offersWhenAQuestionStayedWithoutAnAnswer() {
        var decisions = tried("when the agent cannot answer", "auto", true, """
                {'conversation':[
                  {'author':'visitor','text':'Do you sell rope?'},
                  {'author':'agent','text':'We do.'},
                  {'author':'visitor','text':'How strong is it?'},
                  {'author':'agent','text':"I'm sorry, I don't know."},
                  {'author':'visitor','text':'okay'}]}
                """.replace(
                        "\"I'm sorry, I don't know.\"", "'I am sorry, I do not know.'"));

        assertThat(decisions).extracting(TrialDecision::offer).containsExactly("none", "none", "form");
    }

    @Test
    void takesTypedDetailsForASignal() {
        assertThat(tried("auto", true, """
                {'messages':['Ana, ana@example.com','where is my parcel? my mail is ana@example.com']}
                """)).extracting(TrialDecision::offer).containsExactly("form", "none");
    }

    @Test
    void remembersARefusal() {
        var decisions =
                tried("auto", true, """
                {'conversation':[
                  {'author':'visitor','text':"I won't give you my email"},
                  {'author':'visitor','text':'Call me back'},
                  {'author':'visitor','text':'no'}]}
                """.replace("\"I won't give you my email\"", "'I will not give you my email'"));
        assertThat(decisions).extracting(TrialDecision::offer).containsExactly("none", "question", "none");
    }

    @Test
    void triesAnActionThatIsSwitchedOff() {
        assertThat(tried("auto", false, "{'messages':['call me back']}"))
                .extracting(TrialDecision::offer)
                .containsExactly("form");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/messages",
                "{'messages':['a'],'conversation':[]}|/messages",
                "{'messages':'a'}|/messages",
                "{'messages':[5]}|/messages/0",
                "{'messages':[' ']}|/messages/0",
                "{'conversation':[5]}|/conversation/0",
                "{'conversation':[{'author':'bot','text':'a'}]}|/conversation/0/author",
                "{'conversation':[{'author':'visitor'}]}|/conversation/0/text",
                "{'conversation':[{'author':'visitor','text':'a','x':1}]}|/conversation/0/x",
                "{'messages':['a'],'x':1}|/x",
            })
    void pointsAtWhatIsWrong(String json, String pointer) {
        var refusal = catchThrowableOfType(Refusal.class, () -> tried("auto", true, json));
        assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly(pointer);
    }
}
