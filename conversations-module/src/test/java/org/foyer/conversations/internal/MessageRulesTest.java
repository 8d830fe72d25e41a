package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the languages other than English; {@code RequestRulesTest} has the English ones. */
class MessageRulesTest {
    private final MessageRules rules = new MessageRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Können Sie mich bitte zurückrufen?",
                "Ich möchte mit einem Mitarbeiter sprechen",
                "Bitte verbinden Sie mich mit jemandem",
                "Kann mich jemand kontaktieren?",
                "Ich will nicht mit einem Bot reden, sondern mit einem Menschen",
                "Rufen Sie mich morgen an",
                "Meldet euch bitte bei mir",
                "¿Me pueden llamar mañana?",
                "Quiero hablar con una persona",
                "Necesito que alguien me llame",
                "Pásame con un agente, por favor",
                "No quiero un robot, quiero hablar con un humano",
                "¿Podrían contactarme por teléfono?",
                "Pouvez-vous me rappeler ?",
                "Je voudrais parler à un conseiller",
                "Quelqu'un peut-il me contacter ?",
                "J'aimerais être rappelé demain matin",
                "Passez-moi un humain s'il vous plaît",
                "Potete richiamarmi?",
                "Vorrei parlare con un operatore",
                "C'è qualcuno che può aiutarmi?",
                "Mi potete contattare domani?",
                "Vorrei essere ricontattata",
                "Podem ligar-me amanhã?",
                "Quero falar com um atendente",
                "Alguém pode me ligar?",
                "Gostaria de falar com uma pessoa",
                "Preciso de ajuda humana",
                "Kunt u mij terugbellen?",
                "Ik wil met een medewerker spreken",
                "Kan iemand contact met mij opnemen?",
                "Mag ik een echt persoon spreken?",
                "Graag teruggebeld worden"
            })
    void hearsWhoWantsAPerson(String message) {
        var hits = rules.match(message);

        assertThat(hits.requests().keySet()).containsAnyOf(Concept.HUMAN, Concept.CALL_BACK);
        assertThat(hits.refuses()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ich hätte gerne ein Angebot für 20 Lizenzen | QUOTE",
                "Können wir einen Termin vereinbaren? | APPOINTMENT",
                "Ich möchte eine Demo | DEMO",
                "Quisiera un presupuesto para mi casa | QUOTE",
                "Necesito una cita el martes | APPOINTMENT",
                "Pouvez-vous m'envoyer un devis ? | QUOTE",
                "Je voudrais prendre rendez-vous | APPOINTMENT",
                "Vorrei un preventivo | QUOTE",
                "Posso fissare un appuntamento? | APPOINTMENT",
                "Queria um orçamento | QUOTE",
                "Quero marcar uma reunião | APPOINTMENT",
                "Kunt u een offerte sturen? | QUOTE",
                "Ik wil een afspraak maken | APPOINTMENT",
                "Vorrei iscrivermi alla newsletter | NEWSLETTER"
            })
    void hearsWhatIsAskedFor(String message, Concept concept) {
        assertThat(rules.match(message).requests()).containsKey(concept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wo ist meine Bestellung?",
                "Bist du ein Mensch?",
                "Vielen Dank",
                "Wie sind Ihre Öffnungszeiten?",
                "Ich habe mein Passwort vergessen",
                "¿Dónde está mi pedido?",
                "¿Eres humano?",
                "Muchas gracias",
                "¿Cuál es el horario?",
                "Où est ma commande ?",
                "Es-tu un humain ?",
                "Merci beaucoup",
                "Quels sont vos horaires ?",
                "Dov'è il mio ordine?",
                "Sei umano?",
                "Grazie mille",
                "Quali sono gli orari?",
                "Onde está a minha encomenda?",
                "Você é humano?",
                "Muito obrigado",
                "Waar is mijn bestelling?",
                "Ben je een mens?",
                "Dank je wel",
                "Wat zijn de openingstijden?",
                "Jeg vil gerne se mit køb",
                "Gdzie jest moja paczka?"
            })
    void isSilentOnTheRest(String message) {
        var hits = rules.match(message);

        assertThat(hits.requests()).isEmpty();
        assertThat(hits.refuses()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bitte rufen Sie mich nicht an | NO_CONTACT",
                "Ich will nicht kontaktiert werden | NO_CONTACT",
                "Ich gebe meine E-Mail nicht | NO_DATA",
                "No me llamen | NO_CONTACT",
                "No quiero dar mi correo | NO_DATA",
                "Ne m'appelez pas | NO_CONTACT",
                "Je ne veux pas donner mon adresse mail | NO_DATA",
                "Non chiamatemi | NO_CONTACT",
                "Non voglio lasciare il mio numero | NO_DATA",
                "Não me liguem | NO_CONTACT",
                "Não quero dar o meu email | NO_DATA",
                "Ik wil niet gebeld worden | NO_CONTACT"
            })
    void respectsARefusal(String message, RefusalKind refusal) {
        assertThat(rules.match(message).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich muss mit niemandem sprechen, das ist nicht nötig",
                "No necesito hablar con nadie",
                "Je n'ai pas besoin de parler à un conseiller",
                "Non ho bisogno di parlare con un operatore",
                "Não preciso falar com ninguém",
                "Ik hoef niet met een medewerker te spreken"
            })
    void offersNothingToWhoNeedsNobody(String message) {
        assertThat(rules.match(message).requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ja gerne, YES", "Nein danke, NO", "sí claro, YES", "no gracias, NO", "oui volontiers, YES", "non merci, NO",
        "sì certo, YES", "no grazie, NO", "sim por favor, YES", "não obrigado, NO", "ja graag, YES", "nee bedankt, NO",
        "vielleicht morgen, NONE"
    })
    void readsAnAnswer(String message, Answer answer) {
        assertThat(rules.match(message).answer()).isEqualTo(answer);
    }
}
