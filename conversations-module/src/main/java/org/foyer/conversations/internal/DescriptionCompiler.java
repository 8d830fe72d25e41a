package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an operator's plain-language description ("when a visitor asks for a quote, but not for complaints") into
 * {@link Concept}s. It splits the text into clauses, looks for each concept's phrases in every clause and takes a clause
 * that begins by ruling something out as an exclusion, which carries over to the clauses joined to it.
 */
final class DescriptionCompiler {

    private static final Map<String, Set<String>> CLASSES = Map.of(
            "staff",
            Set.of(
                    "human",
                    "humans",
                    "person",
                    "people",
                    "agent",
                    "agents",
                    "representative",
                    "team",
                    "sales",
                    "advisor",
                    "someone",
                    "somebody",
                    "support",
                    "us",
                    "we",
                    "colleague",
                    "employee",
                    "staff",
                    "expert",
                    "member",
                    "operator",
                    "salesperson",
                    "specialist"),
            "touch",
            Set.of("contact", "contacted", "contacting", "reach", "reached", "call", "called", "phone", "phoned"));

    private static final Map<Concept, List<PhrasePattern>> PHRASES = phrases();

    private static final Set<String> JOINTS = Set.of("and", "or", "but", "except", "unless", "nor", "yet");

    private static final Set<String> FRESH_STARTS =
            Set.of("when", "if", "whenever", "once", "as", "only", "offer", "show", "use", "always", "after", "but");

    private static final Set<String> RULING_OUT =
            Set.of("not", "never", "except", "excluding", "unless", "no", "without");

    private static final Set<String> LEAD_IN = Set.of(
            "when",
            "whenever",
            "if",
            "once",
            "use",
            "this",
            "offer",
            "show",
            "the",
            "form",
            "a",
            "an",
            "visitor",
            "visitors",
            "user",
            "users",
            "customer",
            "someone",
            "they",
            "only",
            "please",
            "it",
            "for",
            "also",
            "or",
            "and",
            "lead",
            "then",
            "their",
            "his",
            "that",
            "is",
            "to",
            "in",
            "of",
            "on");

    private static final Map<StateCondition.Kind, List<PhrasePattern>> STATES = states();

    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final List<String> ORDINALS =
            List.of("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final Map<String, Integer> ABOUT_SO_MANY = Map.of("couple", 2, "few", 3, "some", 3, "several", 4);
    private static final Set<String> TURNS = Set.of(
            "message",
            "messages",
            "turn",
            "turns",
            "question",
            "questions",
            "reply",
            "replies",
            "exchange",
            "exchanges");
    private static final Set<String> COUNTING = Set.of(
            "after",
            "once",
            "least",
            "more",
            "than",
            "sent",
            "asked",
            "written",
            "wrote",
            "exchanged",
            "from",
            "on",
            "at");
    private static final int MOST_TURNS = 50;

    /** Compiles a description; one in which nothing is recognised gives no concepts and lists its clauses. */
    CompiledDescription compile(String description) {
        var named = EnumSet.noneOf(Concept.class);
        var excluded = EnumSet.noneOf(Concept.class);
        var awaited = EnumSet.noneOf(Concept.class);
        var conditions = new ArrayList<StateCondition>();
        var notUnderstood = new ArrayList<String>();
        for (var sentence : sentences(description)) {
            var rulesOut = false;
            var afterAnswer = false;
            for (var clause : clauses(sentence)) {
                var words = TextNormalizer.normalize(clause).words();
                rulesOut = rulesOut(words, rulesOut);
                var found = rulesOut ? excludedBy(words) : conceptsIn(words);
                var state = rulesOut ? Optional.<StateCondition>empty() : stateIn(words, found);
                afterAnswer = state.map(condition -> condition.kind() == StateCondition.Kind.AFTER_ANSWER)
                        .orElse(afterAnswer && goesOn(words));
                if (rulesOut) {
                    excluded.addAll(found);
                } else if (afterAnswer) {
                    awaited.addAll(found);
                } else {
                    named.addAll(found);
                }
                state.ifPresent(conditions::add);
                if (found.isEmpty() && state.isEmpty() && saysSomething(words)) {
                    notUnderstood.add(clause);
                }
            }
        }
        if (named.contains(Concept.CALL_BACK) || named.contains(Concept.HUMAN)) {
            named.addAll(EnumSet.of(Concept.CALL_BACK, Concept.HUMAN));
        }
        awaited.removeAll(named);
        named.addAll(awaited);
        named.removeAll(excluded);
        awaited.removeAll(excluded);
        return new CompiledDescription(
                named,
                excluded,
                awaited,
                conditions.stream().map(condition -> about(condition, awaited)).toList(),
                notUnderstood);
    }

    /** What the answered question is about may be said in the clauses that go on after it. */
    private static StateCondition about(StateCondition condition, Set<Concept> awaited) {
        return condition.kind() == StateCondition.Kind.AFTER_ANSWER
                ? new StateCondition(condition.kind(), condition.turns(), awaited)
                : condition;
    }

    /** Whether a clause is joined to the one before without beginning something new. */
    private static boolean goesOn(List<String> words) {
        return words.size() > 1 && !FRESH_STARTS.contains(words.get(0)) && !FRESH_STARTS.contains(words.get(1));
    }

    private static Optional<StateCondition> stateIn(List<String> words, Set<Concept> about) {
        for (var state : STATES.entrySet()) {
            if (state.getValue().stream().anyMatch(pattern -> occurs(pattern, words))) {
                return Optional.of(new StateCondition(state.getKey(), 0, Set.of()));
            }
        }
        return turns(words).map(turns -> new StateCondition(StateCondition.Kind.AFTER_N_TURNS, turns, about));
    }

    /** "after three messages", "from the third question on". */
    private static Optional<Integer> turns(List<String> words) {
        for (var at = 0; at < words.size(); at++) {
            if (TURNS.contains(words.get(at)) && words.stream().anyMatch(COUNTING::contains)) {
                for (var back = at - 1; back >= Math.max(0, at - 3); back--) {
                    var number = number(words.get(back));
                    if (number > 1 || (number == 1 && words.contains("after"))) {
                        return Optional.of(Math.min(number, MOST_TURNS));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static int number(String word) {
        if (word.length() <= 3 && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(word);
        }
        var named = Math.max(NUMBERS.indexOf(word), ORDINALS.indexOf(word));
        return named > 0 ? named : ABOUT_SO_MANY.getOrDefault(word, 0);
    }

    private static boolean occurs(PhrasePattern pattern, List<String> words) {
        for (var at = 0; at < words.size(); at++) {
            if (pattern.match(words, at, 0, words.size()) > 0) {
                return true;
            }
        }
        return false;
    }

    private static Map<StateCondition.Kind, List<PhrasePattern>> states() {
        var states = new LinkedHashMap<StateCondition.Kind, List<PhrasePattern>>();
        // first, since "cannot be answered" is no answer
        states.put(
                StateCondition.Kind.UNANSWERED,
                patterns(
                        "not|never ~2 be? answer|answered|know|knows|find",
                        "no|without|lacks|missing ~2 answer|answers|information",
                        "unable|fails|failed|struggles to? ~1 answer|help|find",
                        "unanswered",
                        "not ~1 able to ~1 answer|help|find",
                        "agent|bot|assistant|ada can|could|does|do not ~1 help",
                        "answer|answers is|are not|unknown|missing"));
        states.put(
                StateCondition.Kind.AFTER_ANSWER,
                patterns(
                        "after|once|when|having|following ~2 answering|answered",
                        "after|once|following our|your|the|an|a? ~2 answer|answers|reply",
                        "after|once our|your|the|their|a|an? ~4 have|has|had|is|are|was|were|been ~1 answered",
                        "after|once we|you|i have|has? ~1 answer|answered",
                        "have|has|had|is|are|was|were been? ~1 answered"));
        states.put(
                StateCondition.Kind.CONTACT_DATA_GIVEN,
                patterns(
                        "leaves|leave|left|gives|give|gave|given|shares|shared|types|typed|type|provides|provided|enters|"
                                + "entered|mentions|mentioned|writes|wrote|sends|sent|posts|posted their|his|her|a|an|"
                                + "the|some? ~2 email|mail|number|phone|address|contact|details"));
        return states;
    }

    private static List<PhrasePattern> patterns(String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern -> PhrasePattern.of(pattern, CLASSES))
                .toList();
    }

    private static List<String> sentences(String description) {
        return List.of(description.split("[.;!?\\n]", -1));
    }

    /** The clauses in the operator's words, each beginning with the joint before it. */
    private static List<String> clauses(String sentence) {
        var clauses = new ArrayList<String>();
        for (var part : sentence.split(",", -1)) {
            var clause = new StringBuilder();
            for (var word : part.strip().split("\\s+", -1)) {
                if (JOINTS.contains(word.toLowerCase(Locale.ROOT)) && !clause.isEmpty()) {
                    clauses.add(clause.toString());
                    clause.setLength(0);
                }
                clause.append(clause.isEmpty() ? "" : " ").append(word);
            }
            if (!clause.isEmpty()) {
                clauses.add(clause.toString());
            }
        }
        return clauses;
    }

    private static boolean rulesOut(List<String> words, boolean before) {
        var opening = words.stream().limit(4).toList();
        var last = opening.stream().anyMatch(RULING_OUT::contains);
        if (last && !answersNothing(words)) {
            return true;
        }
        return before && (words.isEmpty() || !FRESH_STARTS.contains(words.get(0)));
    }

    /** "when the agent does not know the answer" is a state of the conversation, not an exception. */
    private static boolean answersNothing(List<String> words) {
        return words.contains("answer")
                || words.contains("know")
                || words.contains("help")
                || words.contains("can")
                || words.contains("find");
    }

    private static Set<Concept> excludedBy(List<String> words) {
        var found = conceptsIn(words);
        if (words.stream()
                .anyMatch(Set.of(
                        "support",
                        "problem",
                        "problems",
                        "issue",
                        "issues",
                        "refund",
                        "refunds",
                        "bug",
                        "bugs",
                        "technical")::contains)) {
            found.removeAll(EnumSet.of(Concept.HUMAN, Concept.CALL_BACK));
            found.add(Concept.COMPLAINT);
        }
        return found;
    }

    private static Set<Concept> conceptsIn(List<String> words) {
        var found = EnumSet.noneOf(Concept.class);
        for (var entry : PHRASES.entrySet()) {
            for (var pattern : entry.getValue()) {
                if (occurs(pattern, words)) {
                    found.add(entry.getKey());
                }
            }
        }
        return found;
    }

    private static boolean saysSomething(List<String> words) {
        return words.stream().filter(word -> !LEAD_IN.contains(word)).count() >= 2;
    }

    private static Map<Concept, List<PhrasePattern>> phrases() {
        var phrases = new LinkedHashMap<Concept, List<PhrasePattern>>();
        put(
                phrases,
                Concept.CALL_BACK,
                "contacted|recontacted",
                "be|get|being|getting called|phoned|reached",
                "call back|backs",
                "follow up|ups|through",
                "followup|followups|callback",
                "following up",
                "contact|reach|call|phone|ring|email them|him|her|me",
                "us|someone|somebody ~1 to? call|contact|reach",
                "get|getting|be|stay in touch",
                "get|getting back to",
                "contact request|requests|details|information|info|data",
                "leave|leaves|leaving|share|shares|give|gives ~3 details|email|number|contact|phone",
                "phone|telephone call",
                "request|requests|requesting|wants|asks ~2 call|contact",
                "reach out",
                "hear from",
                "capture|collect|generate ~2 leads|lead|contact",
                "contact us|you");
        put(
                phrases,
                Concept.HUMAN,
                "human|humans",
                "real|live person|agent",
                "talk|talking|speak|speaking|chat|chatting to|with our|your|the? ~3 <staff>",
                "person|someone|somebody|colleague|agent ~2 must|should|needs|has|to? ~1 follow|contact|call|reach|help|answer",
                "escalate|escalates|escalation|handoff|handover",
                "hand|hands over|off",
                "need|needs|wants|want|asks ~2 person|agent|representative",
                "representative|salesperson|operator",
                "connect|connected|transfer|transferred to|with our|your|the? ~2 <staff>");
        put(
                phrases,
                Concept.QUOTE,
                "quote|quotes|quotation|quotations",
                "estimate|estimates",
                "price|prices|pricing|cost|costs|rates",
                "proposal|proposals|offer|offers $");
        put(phrases, Concept.DEMO, "demo|demos|demonstration|demonstrations|walkthrough|walkthroughs", "trial|trials");
        put(
                phrases,
                Concept.BUY,
                "buy|buying|purchase|purchasing|purchases|order|ordering|buyer|buyers",
                "purchase|buying intent",
                "ready|interest|interested to|in our|your|the? ~3 buy|buying|purchase|product|products|service|services|offer|plan|plans",
                "sales inquiry|enquiry|inquiries|enquiries|lead|leads|interest|opportunity",
                "shows|show|express|expresses ~1 interest",
                "qualified|potential|hot ~1 lead|customer|buyer|prospect");
        put(
                phrases,
                Concept.APPOINTMENT,
                "appointment|appointments|consultation|consultations|meeting|meetings",
                "meet|meets with? our|your|the? ~4 <staff>",
                "visit|see|visits our|your|the? ~3 showroom|office|store|<staff>",
                "viewing|viewings");
        put(
                phrases,
                Concept.NEWSLETTER,
                "newsletter|newsletters|subscribe|subscribes|subscription|mailing",
                "email|product updates",
                "sign|signs up for ~2 updates|news|list");
        put(
                phrases,
                Concept.PRE_SALES,
                "presales|presale",
                "pre sales|sale",
                "before ~1 buying|purchase|buy|purchasing|ordering",
                "product question|questions",
                "sales question|questions",
                "question|questions about ~2 product|products|plan|plans|features|service|services");
        put(
                phrases,
                Concept.COMPLAINT,
                "complaint|complaints|complain|complains|complaining",
                "unhappy|angry|upset|frustrated|dissatisfied",
                "support question|questions|request|requests|issue|issues|case|cases|ticket|tickets|problem|problems",
                "has|have|reports|report ~2 problem|problems|issue|issues|bug",
                "refund|refunds");
        return phrases;
    }

    private static void put(Map<Concept, List<PhrasePattern>> phrases, Concept concept, String... patterns) {
        var compiled = new ArrayList<PhrasePattern>();
        for (var pattern : patterns) {
            compiled.add(PhrasePattern.of(pattern, CLASSES));
        }
        phrases.put(concept, List.copyOf(compiled));
    }
}
