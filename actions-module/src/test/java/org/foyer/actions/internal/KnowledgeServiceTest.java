package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.pointers;
import static org.foyer.actions.internal.ActionsFixture.refusal;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.KnowledgeEntryView;
import org.foyer.contracts.actions.KnowledgeIndexed;
import org.foyer.contracts.actions.KnowledgeMatch;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.encoder.MiniLmEncoder;
import org.foyer.encoder.TextEncoder;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** On real databases, with the real encoder where meaning matters. */
class KnowledgeServiceTest {
    private static final TextEncoder ENCODER = MiniLmEncoder.load();
    private static final String HOURS = """
            {'title':'Opening hours','questions':['When are you open?','What are your opening hours?'],
             'text':'We are open Monday to Friday from 9 to 17.'}
            """;
    private static final String RETURNS = """
            {'title':'Returns','questions':['How do I send something back?','Can I return an item?'],
             'text':'You can return whatever you bought within 30 days.'}
            """;

    /** The same vectors under another name: what a new model looks like to the index. */
    private record Renamed(TextEncoder encoder, String modelId) implements TextEncoder {
        @Override
        public int dimensions() {
            return encoder.dimensions();
        }

        @Override
        public float[] encode(String text) {
            return encoder.encode(text);
        }
    }

    private static KnowledgeEntryView made(ActionsFixture fixture, AgentView agent, String body) {
        return fixture.knowledge(knowledge -> knowledge.create(fixture.workspace, agent.id(), json(body)));
    }

    private static KnowledgeEntryView read(ActionsFixture fixture, KnowledgeEntryView entry) {
        return fixture.knowledge(knowledge -> knowledge.get(fixture.workspace, entry.agentId(), entry.id()));
    }

    private static KnowledgeEntryView changed(ActionsFixture fixture, KnowledgeEntryView entry, String body) {
        return fixture.knowledge(
                knowledge -> knowledge.change(fixture.workspace, entry.agentId(), entry.id(), json(body)));
    }

    private static List<KnowledgeMatch> found(ActionsFixture fixture, AgentView agent, String text) {
        return fixture.knowledge(knowledge -> knowledge.find(agent.id(), text));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAnEntryAndIndexesItInTheBackground(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        fixture.encoder = ENCODER;
        var agent = fixture.anAgent();

        var made = made(fixture, agent, HOURS);
        assertThat(made.indexedAt()).isNull();
        fixture.clock.forward(ActionsFixture.TICK);
        fixture.indexes();

        var read = read(fixture, made);
        assertThat(read.indexedAt()).isEqualTo(fixture.clock.instant());
        assertThat(read.title()).isEqualTo("Opening hours");
        assertThat(read.questions()).containsExactly("When are you open?", "What are your opening hours?");
        assertThat(read.text()).isEqualTo("We are open Monday to Friday from 9 to 17.");
        assertThat(fixture.events.taken())
                .singleElement()
                .isInstanceOfSatisfying(KnowledgeIndexed.class, event -> assertThat(event.entryId())
                        .isEqualTo(made.id()));
        assertThat(fixture.knowledge(
                                knowledge -> knowledge.list(fixture.workspace, agent.id(), new PageRequest(10, null)))
                        .items())
                .containsExactly(read);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsWhatIsMeantAndForgetsWhatIsDeleted(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        fixture.encoder = ENCODER;
        var agent = fixture.anAgent();
        var other = fixture.agent("{'name':'Another'}");
        var hours = made(fixture, agent, HOURS);
        var returns = made(fixture, agent, RETURNS);
        made(fixture, other, HOURS);
        fixture.indexes();

        assertThat(found(fixture, agent, "Hello! At what time do you open?").get(0))
                .satisfies(match -> assertThat(match.entryId()).isEqualTo(hours.id()))
                .satisfies(match -> assertThat(match.score()).isGreaterThan(.7));
        assertThat(found(fixture, agent, "may I give an item back").get(0).entryId())
                .isEqualTo(returns.id());
        assertThat(found(fixture, agent, "what is the capital of Norway"))
                .allSatisfy(match -> assertThat(match.score()).isLessThan(.5));
        assertThat(found(fixture, fixture.agent("{'name':'Empty'}"), "when are you open"))
                .isEmpty();

        fixture.knowledge(knowledge -> {
            knowledge.delete(fixture.workspace, agent.id(), hours.id());
            return null;
        });
        assertThat(found(fixture, agent, "When are you open?"))
                .allSatisfy(match -> assertThat(match.entryId()).isNotEqualTo(hours.id()));
        assertThat(refusal(() -> read(fixture, hours)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void indexesAnewWhatWasChangedAndEverythingForAnotherModel(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        fixture.encoder = ENCODER;
        var agent = fixture.anAgent();
        var entry = made(fixture, agent, HOURS);
        fixture.indexes();
        var before = Objects.requireNonNull(read(fixture, entry).indexedAt());

        assertThat(changed(fixture, entry, "{'title':'Opening hours'}").indexedAt())
                .as("nothing was changed")
                .isEqualTo(before);
        fixture.clock.forward(ActionsFixture.TICK);
        assertThat(changed(fixture, entry, "{'questions':['Who is the boss?']}").indexedAt())
                .isNull();
        fixture.indexes();
        assertThat(read(fixture, entry).indexedAt()).isAfter(before);
        assertThat(found(fixture, agent, "who's the boss").get(0).score()).isGreaterThan(.7);

        fixture.encoder = new Renamed(ENCODER, "another-model");
        var indexed = read(fixture, entry).indexedAt();
        fixture.clock.forward(ActionsFixture.TICK);
        assertThat(found(fixture, agent, "Who is the boss?").get(0).score())
                .as("by its words meanwhile")
                .isEqualTo(1);
        fixture.indexesRegularly();
        assertThat(read(fixture, entry).indexedAt()).isAfter(indexed);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void goesWithItsAgent(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        fixture.encoder = ENCODER;
        var agent = fixture.anAgent();
        made(fixture, agent, HOURS);
        fixture.indexes();

        fixture.agents(agents -> {
            agents.delete(fixture.workspace, agent.id());
            return null;
        });

        assertThat(fixture.found(agent)).isEmpty();
        assertThat(found(fixture, agent, "When are you open?")).isEmpty();
    }

    @Test
    void comparesWordsAsLongAsThereIsNoEncoder() {
        var fixture = ActionsFixture.on(TestDatabase.Kind.H2);
        var agent = fixture.anAgent();
        var hours = made(fixture, agent, HOURS);
        made(fixture, agent, RETURNS);
        fixture.indexes();

        assertThat(read(fixture, hours).indexedAt()).isNull();
        assertThat(found(fixture, agent, "what are the opening hours, please?").get(0))
                .satisfies(match -> assertThat(match.entryId()).isEqualTo(hours.id()))
                .satisfies(match -> assertThat(match.score()).isGreaterThanOrEqualTo(.7));
        assertThat(found(fixture, agent, "do you have a toilet")).isEmpty();
    }

    @Test
    void answersInALanguageTheModelDoesNotReadOnlyWhereTheWordsAgree() {
        var fixture = ActionsFixture.on(TestDatabase.Kind.H2);
        fixture.encoder = ENCODER;
        var agent = fixture.anAgent();
        var hours = made(fixture, agent, """
                {'title':'Öffnungszeiten','questions':['Wann habt ihr geöffnet?','Wie sind die Öffnungszeiten?'],
                 'text':'Montag bis Freitag von 9 bis 17 Uhr.'}
                """);
        fixture.indexes();

        assertThat(found(fixture, agent, "Wann habt ihr geöffnet").get(0))
                .satisfies(match -> assertThat(match.entryId()).isEqualTo(hours.id()))
                .satisfies(match -> assertThat(match.score()).isGreaterThan(.7));
        assertThat(found(fixture, agent, "Wie lange dauert der Versand ins Ausland?"))
                .allSatisfy(match -> assertThat(match.score()).isLessThan(.7));
        assertThat(found(fixture, agent, "配送にはどのくらい時間がかかりますか"))
                .allSatisfy(match -> assertThat(match.score()).isLessThan(.7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                   | /text  /title
            {'title':' ','text':'a'}                             | /title
            {'title':'a','text':'b','questions':['','c',5]}      | /questions/0 /questions/2
            {'title':'a','text':'b','questions':'c'}             | /questions
            {'title':'a','text':'b','indexed_at':null}           | /indexed_at
            """)
    void pointsAtWhatIsWrong(String body, String expected) {
        var fixture = ActionsFixture.on(TestDatabase.Kind.H2);
        var agent = fixture.anAgent();

        assertThat(pointers(() -> made(fixture, agent, body)))
                .containsExactlyInAnyOrder(expected.strip().split(" +"));
        var entry = made(fixture, agent, HOURS);
        assertThat(pointers(() -> changed(fixture, entry, "{'title':null,'text':null}")))
                .containsExactlyInAnyOrder("/title", "/text");
    }

    @Test
    void knowsNoForeignAgent() {
        var fixture = ActionsFixture.on(TestDatabase.Kind.H2);
        var agent = fixture.anAgent();
        var entry = made(fixture, agent, HOURS);

        assertThat(refusal(() -> fixture.knowledge(
                                knowledge -> knowledge.get(UUID.randomUUID(), agent.id(), entry.id())))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        var other = fixture.agent("{'name':'Another'}");
        assertThat(refusal(() -> fixture.knowledge(
                                knowledge -> knowledge.get(fixture.workspace, other.id(), entry.id())))
                        .kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }
}
