package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {

    private static final Duration LIMIT = Duration.ofMillis(10);

    private final RequestRules rules = new RequestRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call me back",
                "please call me",
                "Could you call me tomorrow at 5?",
                "Can someone call me about my quote",
                "I'd like a callback",
                "i need a call back asap",
                "Please arrange a call with one of your people",
                "Can we schedule a call for Tuesday?",
                "give me a ring when you have a minute",
                "Would you give us a call?",
                "can somebody contact me",
                "I would like to be contacted by phone",
                "Please get back to me",
                "you can reach me at 0171 5550199",
                "have someone call me",
                "I want your team to contact me",
                "Ring me back this afternoon",
                "555-0199 call me",
                "Can I leave my number?",
                "don't forget to call me",
                "do not hesitate to contact me",
                "I didn't find it, please call me",
                "it doesn't work and I want you to call me",
                "I'm not at home now but call me later",
                "why don't you just call me",
                "why can't you call me",
                "CALL ME NOW!!!",
                "cal me please",
                "call meeee",
                "Request a call-back",
                "could an advisor follow up with me?",
                "I'd love to hear from your team",
                "Can you explain it over the phone?",
                "text me back",
                "Don't email me, call me",
                "Could someone from the sales team reach out?",
                "please have billing contact me",
                "can we hop on a call"
            })
    void takesTheseAsRequestsForACallBack(String message) {
        var hits = rules.match(message);

        assertThat(hits.requests()).containsKey(Concept.CALL_BACK);
        assertThat(hits.refusal()).isEqualTo(RefusalKind.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Can I talk to a human?",
                "I want to speak with someone from sales",
                "talk to a person",
                "Connect me to an agent, please",
                "transfer me to your support team",
                "put me through to a real person",
                "is there anyone I can talk to",
                "Is there a real person there?",
                "are there any humans available?",
                "human please",
                "a real person please",
                "Agent",
                "LIVE AGENT",
                "I need a human",
                "get me a person",
                "Give me a representative",
                "how do I contact support?",
                "How can I get in touch with you",
                "who can I talk to about pricing?",
                "who should I contact",
                "What's your phone number?",
                "do you have a support number",
                "can I have your contact details",
                "customer service",
                "let me speak to your manager",
                "I'd rather talk to a real person",
                "I don't want to talk to a bot",
                "I don't want to talk to a bot, get me a person",
                "I don't want to chat with a machine anymore",
                "not a bot, a human",
                "Why can't I talk to a human?",
                "why won't you let me talk to a person",
                "why is it so hard to reach a human",
                "I can't figure out how to speak to an agent",
                "I don't know how to reach someone",
                "I couldn't find a way to contact support",
                "I don't mind talking to sales",
                "there is no way to talk to a human here",
                "You don't understand me. Human!",
                "I am trying to reach an operator",
                "tlak to a humann",
                "speek to an agnet",
                "chat with a represenative",
                "I wanna talk 2 someone, can i speak to somebody",
                "I’d like to speak to one of your consultants",
                "can you get someone to help me",
                "please escalate this",
                "how much longer do I have to wait until I can talk to an agent",
                "I'm fed up, I don't want a robot",
                "Can you pass me on to a colleague?",
                "what number do I call",
                "I need someone to explain this to me",
                "don't you have real people",
                "I'd prefer to discuss this with somebody"
            })
    void takesTheseAsRequestsForAPerson(String message) {
        var hits = rules.match(message);

        assertThat(hits.requests()).containsKey(Concept.HUMAN);
        assertThat(hits.refusal()).isEqualTo(RefusalKind.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'd like a quote",
                "Can I get a quote for 20 seats?",
                "Could you send me a quotation",
                "quote please",
                "please quote me for two rooms",
                "I'm looking for a quote",
                "I need an estimate for a new roof",
                "can you give me a rough estimate?",
                "we are in need of a quote",
                "Get a qoute",
                "I want a price quote",
                "please prepare an offer for us",
                "Can't I get a quote online?",
                "I don't want a demo, just give me a quote",
                "don't call me, I want a quote",
                "free quote"
            })
    void takesTheseAsRequestsForAQuote(String message) {
        var hits = rules.match(message);

        assertThat(hits.requests()).containsKey(Concept.QUOTE);
        assertThat(hits.refusal()).isEqualTo(RefusalKind.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "book a demo",
                "I want to schedule a demo",
                "Can I see a demo?",
                "demo please",
                "could you show me a live demo",
                "We'd like to request a product demo for our team",
                "How do I get a demo",
                "Are demos free? I'd like to book a demo",
                "can we set up a demo next week"
            })
    void takesTheseAsRequestsForADemo(String message) {
        assertThat(rules.match(message).requests()).containsKey(Concept.DEMO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I want to book an appointment",
                "schedule an appointment for Friday",
                "Can I make an appointment with an advisor?",
                "appointment please",
                "I'd like to meet with one of your consultants",
                "set up a meeting with your sales team",
                "could I see a specialist?",
                "do you have a free appointment on Monday",
                "Book a consultation"
            })
    void takesTheseAsRequestsForAnAppointment(String message) {
        assertThat(rules.match(message).requests()).containsKey(Concept.APPOINTMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subscribe me to the newsletter",
                "sign me up for your newsletter",
                "I want to join your mailing list",
                "how can I subscribe to your newsletter?",
                "keep me posted"
            })
    void takesTheseAsRequestsForTheNewsletter(String message) {
        assertThat(rules.match(message).requests()).containsKey(Concept.NEWSLETTER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I want to buy two of them             | BUY
                    how can I order?                      | BUY
                    I'm interested in buying the big one  | BUY
                    can I talk to sales                   | BUY
                    how much is the large plan?           | QUOTE
                    what does it cost                     | QUOTE
                    What are your prices?                 | QUOTE
                    how much would delivery be            | PRE_SALES
                    I want to file a complaint            | COMPLAINT
                    it arrived broken                     | COMPLAINT
                    terrible service                      | COMPLAINT
                    I have a problem with my order        | COMPLAINT
                    can I talk to a tax specialist        | APPOINTMENT
                    """)
    void takesTheseAsMerelyAboutAConcept(String message, Concept concept) {
        var hits = rules.match(message);

        assertThat(hits.signals()).containsKey(concept);
        assertThat(hits.requests()).doesNotContainKey(concept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I don't want to talk to sales",
                "You don't have to connect me",
                "no need to call me",
                "Please don't contact me",
                "don’t call me",
                "do not ever call me again",
                "I never want to be contacted",
                "Stop calling me",
                "please stop contacting me!",
                "leave me alone",
                "I'd rather not talk to anyone",
                "I don't need a human",
                "I do not wish to speak with an agent",
                "there's no reason to call me",
                "I won't talk to a representative",
                "it is not necessary to call me back",
                "I'm not interested in talking to sales",
                "I refuse to speak to your sales team",
                "nobody asked you, don't you dare call me",
                "DONT CALL ME",
                "please dont contact me anymore",
                "You don't need to transfer me to anyone",
                "unsubscribe me",
                "Unsubscribe",
                "take me off your mailing list",
                "no more calls please",
                "you must not call me",
                "I'm not interested",
                "I don't want your salespeople to reach out",
                "can you please not call me"
            })
    void takesTheseAsARefusalToBeContacted(String message) {
        var hits = rules.match(message);

        assertThat(hits.refusal()).isEqualTo(RefusalKind.NO_CONTACT);
        assertThat(hits.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I won't give you my email",
                "I will not share my phone number",
                "I don't want to give my details",
                "stop asking for my email",
                "Don't ask me for my number",
                "I'm not comfortable sharing my personal data",
                "I'd rather not leave my email",
                "you won't get my number",
                "You don't need my email",
                "I'm not going to tell you my name",
                "I prefer not to provide my address",
                "that's none of your business",
                "I am not giving out my phone number"
            })
    void takesTheseAsARefusalToGiveData(String message) {
        var hits = rules.match(message);

        assertThat(hits.refusal()).isEqualTo(RefusalKind.NO_DATA);
        assertThat(hits.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    don't email me, call me                              | CALL_BACK
                    Don't contact me by mail. Please call me.            | CALL_BACK
                    I won't give my email, just call me                  | CALL_BACK
                    I don't want to share my details with a bot          | HUMAN
                    no, don't call, I want to talk to a person           | HUMAN
                    don't call me, book a demo for Monday                | DEMO
                    """)
    void followsARequestThatComesWithARefusalOfSomethingElse(String message, Concept concept) {
        var hits = rules.match(message);

        assertThat(hits.requests()).containsKey(concept);
        assertThat(hits.refusal()).isEqualTo(RefusalKind.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Talk to a human? No, don't contact me       | NO_CONTACT
                    I want a callback but I won't give my phone number | NO_DATA
                    """)
    void letsARefusalThatComesLastWin(String message, RefusalKind refusal) {
        assertThat(rules.match(message).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how do I cancel my call forwarding",
                "can I talk to you about my order?",
                "is this like Call of Duty",
                "what is your phone number policy",
                "set an alarm call me maybe song",
                "call me Ishmael",
                "could you call me a taxi",
                "they call me every day",
                "my brother will call me later",
                "he said he would call me",
                "I told him to contact me",
                "did anyone call me?",
                "Why do you want to call me?",
                "Someone called me yesterday",
                "I spoke to an agent last week",
                "I was talking to an agent and got cut off",
                "you never call me back",
                "I haven't received a call back",
                "before I talk to someone I want to see the price list",
                "can I get a refund without talking to an agent",
                "do I have to talk to someone to cancel",
                "what happens if I book a demo",
                "how long does it take to get a quote",
                "when will someone call me",
                "am I talking to a human?",
                "are you a bot or a human",
                "I want to talk to the support bot",
                "how do I change my contact details",
                "my phone number is wrong",
                "verify my number",
                "who wrote that famous quote",
                "give me an inspirational quote",
                "I already have a quote from you",
                "is there a demo account",
                "my demo login does not open",
                "I need to cancel my appointment",
                "Where is my appointment confirmation?",
                "I don't need a quote",
                "we're not looking for a demo",
                "What is a human resources module?",
                "do you support single sign-on",
                "does the app support dark mode",
                "which agents are included in the plan",
                "transfer money to someone abroad",
                "how do I connect my phone",
                "connect me to the wifi",
                "My manager likes it",
                "I work in customer service",
                "I want to become an agent",
                "can I contact the seller with my old account",
                "how do I unsubscribe?",
                "thanks, that's all",
                "hello",
                "ok",
                "",
                "   ",
                "?!",
                "I want my money",
                "What are your opening hours?",
                "can you help me",
                "send me the invoice",
                "email me the receipt",
                "I didn't get a confirmation email",
                "My name is Human Resources GmbH",
                "no",
                "tell me a joke",
                "contact lenses for dogs",
                "quite nice",
                "contract terms please",
                "I'm taking a look around",
                "set up a callback url for webhooks",
                "the person I talked to was rude",
                "I love your demo",
                "do you have a quote template",
                "I will contact you later",
                "can you contact them for me",
                "how do I add an agent to my team",
                "will customers be able to call us with this product",
                "does your software let people request a quote",
                "How do I let users talk to an agent in your product"
            })
    void findsNeitherRequestNorRefusalInThese(String message) {
        var hits = rules.match(message);

        assertThat(hits.requests()).isEmpty();
        assertThat(hits.refusal()).isEqualTo(RefusalKind.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    yes                      | YES
                    Yes, please!             | YES
                    yep                      | YES
                    sure                     | YES
                    ok                       | YES
                    go ahead                 | YES
                    why not                  | YES
                    that would be great      | YES
                    no                       | NO
                    No thanks                | NO
                    nope                     | NO
                    not now                  | NO
                    I'd rather not           | NO
                    maybe later              | NO
                    yes but not now          | NONE
                    no problem               | NONE
                    please                   | YES
                    great, how much is it    | NONE
                    yes, call me tomorrow    | YES
                    please explain           | NONE
                    not sure                 | NONE
                    no, call me              | NONE
                    what does it cost?       | NONE
                    ok so how does the import work in practice | NONE
                    """)
    void readsBareAnswers(String message, Answer answer) {
        assertThat(rules.match(message).answer()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I'm Ana, ana@example.com           | true
                    my number is +49 171 5550199       | true
                    (030) 555 01 99 0                  | true
                    20125550199                        | true
                    order 3707955617 is late           | false
                    invoice #00004587345               | false
                    it costs 1,499 dollars             | false
                    meet @ noon                        | false
                    room 12 from 10.30 to 12.30        | false
                    """)
    void noticesContactData(String message, boolean given) {
        assertThat(rules.match(message).contactDataGiven()).isEqualTo(given);
    }

    @Test
    void namesTheRuleThatHit() {
        assertThat(rules.match("can I talk to a human").requests()).containsEntry(Concept.HUMAN, "talk to a person");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "talk ",
                "call me ",
                "not want to ",
                "a",
                "'",
                "don't you ",
                "get a ",
                "want a a a ",
                "humann ",
                "aa@a.",
                "@",
                "1 ",
                "e\u0301",
                "\u0301",
                "\ufdfa",
                "\ud83d\ude4f",
                "\ud800",
                ".,",
                "speak to one of "
            })
    void staysFastOnAsMuchTextAsAMessageMayHold(String piece) {
        var message = piece.repeat(8000 / piece.length());
        var best = Duration.ofDays(1);
        for (var attempt = 0; attempt < 60 && best.compareTo(LIMIT) >= 0; attempt++) {
            var start = System.nanoTime();
            rules.match(message);
            var took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        assertThat(best).isLessThan(LIMIT);
    }
}
