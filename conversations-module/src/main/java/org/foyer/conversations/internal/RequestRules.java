package org.foyer.conversations.internal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foyer.conversations.internal.RequestPhrases.Effect;
import org.foyer.conversations.internal.RequestPhrases.Phrase;

/**
 * Finds what a visitor asks for outright, in English. A phrase of {@link RequestPhrases} counts as a request only if
 * its surroundings do not turn it around: "I don't want you to call me" refuses, "why can't you call me" asks, "he said
 * he would call me" and "before I talk to someone" do neither. The rules are chosen to be right rather than complete:
 * what they miss is the encoder's part.
 */
final class RequestRules {

    /** How the surroundings make a phrase count. */
    private enum Reading {
        ASKED,
        REFUSED,
        BESIDE_THE_POINT
    }

    private static final Map<String, List<Phrase>> PHRASES = RequestPhrases.byFirstWord();

    /** How far a negation reaches back, in words. */
    private static final int REACH = 9;

    private static final Set<String> OPENING = Set.of(
            "hi",
            "hello",
            "hey",
            "okay",
            "please",
            "so",
            "well",
            "yes",
            "and",
            "then",
            "just",
            "actually",
            "sorry",
            "thanks",
            "thank",
            "sir",
            "asap",
            "maam",
            "dear",
            "good",
            "morning",
            "afternoon",
            "evening",
            "oh",
            "but",
            "also",
            "immediately",
            "urgently",
            "bro",
            "man",
            "instead",
            "um",
            "uh",
            "guys",
            "meh");

    private static final Set<String> CLOSING = Set.of(
            "please",
            "thanks",
            "thank",
            "you",
            "now",
            "sir",
            "asap",
            "today",
            "immediately",
            "urgently",
            "bro",
            "man",
            "instead",
            "right",
            "quickly",
            "maam",
            "okay",
            "guys",
            "again",
            "here",
            "then",
            "soon",
            "first",
            "dude");

    /** Speech to some other kind of assistant: alarms and songs, not a company's people. */
    private static final Set<String> OTHER_WORLDS = Set.of(
            "alarm",
            "remind",
            "reminder",
            "song",
            "lyrics",
            "alexa",
            "siri",
            "calendar",
            "playlist",
            "movie",
            "poem",
            "inspirational",
            "motivational",
            "shakespeare");

    /** Words before "call me" that leave the request with the visitor. */
    private static final Set<String> CALLERS = Set.of(
            "please",
            "you",
            "i",
            "to",
            "and",
            "can",
            "could",
            "would",
            "will",
            "or",
            "of",
            "team",
            "one",
            "someone",
            "somebody",
            "anyone",
            "anybody",
            "agent",
            "representative",
            "sales",
            "support",
            "then",
            "just",
            "guys",
            "people",
            "human",
            "person",
            "advisor",
            "manager",
            "department",
            "not",
            "never",
            "specialist",
            "expert",
            "consultant",
            "company",
            "need",
            "want",
            "yes",
            "so",
            "also",
            "now",
            "number",
            "rather",
            "instead",
            "no",
            "we",
            "do",
            "okay",
            "hi",
            "hello",
            "hey",
            "thanks",
            "staff",
            "colleague",
            "directly",
            "stop",
            "without",
            "should",
            "else",
            "office",
            "engineer",
            "but",
            "only",
            "me",
            "more",
            "calling",
            "call",
            "email",
            "text",
            "billing",
            "salespeople",
            "management");

    private static final Set<String> TOLD = Set.of(
            "him",
            "her",
            "promised",
            "said",
            "tried",
            "tries",
            "trying",
            "supposed",
            "used",
            "forgot",
            "failed",
            "keeps",
            "keep",
            "them");

    private static final Set<String> NEGATIONS =
            Set.of("not", "never", "no", "without", "stop", "quit", "avoid", "hate", "refuse", "decline", "nor");

    /** Words a negation passes through on its way to what it negates: "not | want anyone to | call me". */
    private static final Set<String> BRIDGE = Set.of(
            "want",
            "wanting",
            "need",
            "like",
            "wish",
            "care",
            "have",
            "having",
            "to",
            "you",
            "your",
            "anyone",
            "anybody",
            "someone",
            "somebody",
            "people",
            "sales",
            "team",
            "agent",
            "agents",
            "human",
            "ever",
            "again",
            "really",
            "please",
            "dare",
            "try",
            "trying",
            "going",
            "be",
            "being",
            "any",
            "a",
            "an",
            "the",
            "ask",
            "asking",
            "asked",
            "for",
            "interested",
            "in",
            "require",
            "required",
            "looking",
            "ready",
            "planning",
            "intend",
            "think",
            "more",
            "much",
            "even",
            "feel",
            "feeling",
            "comfortable",
            "i",
            "would",
            "should",
            "rather",
            "prefer",
            "we",
            "authorise",
            "authorize",
            "consent",
            "agree",
            "call",
            "calling",
            "contact",
            "email",
            "text",
            "talk",
            "speak",
            "guys",
            "necessary",
            "reason",
            "point",
            "use",
            "one",
            "desire",
            "intention",
            "wanna",
            "longer",
            "further",
            "or",
            "willing",
            "plan",
            "that",
            "wanted",
            "requested",
            "request",
            "at",
            "all",
            "just",
            "now",
            "time",
            "us",
            "me",
            "message",
            "u",
            "my",
            "get",
            "getting",
            "other",
            "company",
            "from",
            "it",
            "is",
            "do",
            "so",
            "quite",
            "happy",
            "chat",
            "this",
            "guy",
            "person",
            "representative",
            "there",
            "way",
            "am",
            "are",
            "reach");

    private static final Set<String> SUBJECTS =
            Set.of("you", "i", "we", "someone", "somebody", "anyone", "anybody", "there", "it");

    private static final Set<String> PRONOUNS = Set.of("i", "we", "they", "he", "she");

    private static final Set<String> FIRST_PERSON = Set.of("i", "we");

    private static final Set<String> ME = Set.of("me", "us");

    private static final Set<String> BEING = Set.of("was", "were", "been", "is", "am");

    private static final Set<String> ONGOING = Set.of("talking", "speaking", "chatting", "contacting", "getting");

    private static final Set<String> ADVERBS = Set.of("already", "still", "just", "often", "always", "usually", "only");

    private static final Set<String> MODALS = Set.of("will", "would", "can", "could");

    private static final Set<String> AUXILIARIES = Set.of(
            "can", "could", "may", "might", "should", "must", "will", "would", "how", "shall", "where", "that", "do",
            "to", "please", "does", "did", "are", "is");

    /** Verbs with which a first person asks rather than reports. */
    private static final Set<String> DESIRES = Set.of(
            "want",
            "need",
            "would",
            "should",
            "like",
            "love",
            "prefer",
            "wish",
            "require",
            "request",
            "demand",
            "hate",
            "rather",
            "expect",
            "appreciate",
            "ask");

    private static final Set<String> PEOPLE = Set.of(
            "anyone",
            "anybody",
            "someone",
            "somebody",
            "person",
            "people",
            "agent",
            "agents",
            "advisor",
            "human",
            "humans",
            "representative",
            "number",
            "there");

    private static final Set<String> OTHER_THINGS = Set.of(
            "bot",
            "bots",
            "robot",
            "chatbot",
            "machine",
            "ai",
            "computer",
            "account",
            "login",
            "template",
            "templates",
            "tool",
            "feature",
            "page",
            "generator",
            "widget",
            "button",
            "module",
            "url",
            "urls",
            "api",
            "plugin",
            "software");

    private static final Set<String> RELATIONS = Set.of(
            "mom",
            "mother",
            "dad",
            "father",
            "wife",
            "husband",
            "boss",
            "friend",
            "friends",
            "team",
            "colleague",
            "brother",
            "sister",
            "boyfriend",
            "girlfriend",
            "son",
            "daughter",
            "bank",
            "doctor",
            "dentist",
            "client",
            "clients",
            "customer",
            "customers",
            "coworkers",
            "colleagues",
            "lawyer",
            "landlord",
            "teacher");

    private static final Set<String> THEIR_CUSTOMERS =
            Set.of("users", "customers", "visitors", "clients", "shoppers", "guests", "patients", "buyers");

    private static final Set<String> TIMES = Set.of("before", "after", "whenever", "despite");

    private static final Set<String> IMPATIENCE = Set.of(
            "wait", "waste", "wasting", "waiting", "hard", "difficult", "impossible", "no", "not", "long", "many");

    private static final Set<String> BREAKS = Set.of("but", "and", "because", "instead", "then", "so");

    private static final Set<String> YES =
            Set.of("yes", "sure", "okay", "absolutely", "definitely", "certainly", "alright", "perfect", "great");

    /** What may follow a yes without making it something else. */
    private static final Set<String> AFFIRMING = Set.of(
            "yes",
            "sure",
            "okay",
            "absolutely",
            "definitely",
            "certainly",
            "alright",
            "perfect",
            "great",
            "please",
            "thanks",
            "thank",
            "you",
            "i",
            "we",
            "would",
            "like",
            "love",
            "want",
            "that",
            "do",
            "it",
            "go",
            "ahead",
            "of",
            "course",
            "sounds",
            "good",
            "be",
            "nice",
            "fine",
            "is",
            "very",
            "much",
            "call",
            "contact",
            "me",
            "us",
            "sir",
            "let",
            "so",
            "need",
            "am",
            "interested",
            "a",
            "the",
            "quote",
            "demo",
            "appointment",
            "to",
            "for",
            "why",
            "now");

    private static final Set<String> YES_LINES = Set.of(
            "go ahead",
            "do",
            "please",
            "of course",
            "sounds good",
            "why not",
            "i do",
            "do it",
            "fine",
            "that would be great",
            "that would be nice",
            "i would like that",
            "i would love that",
            "that is fine",
            "let us do it",
            "go for it");

    private static final Set<String> NO_LINES = Set.of(
            "no",
            "not now",
            "not yet",
            "not today",
            "not really",
            "never mind",
            "nevermind",
            "later",
            "maybe later",
            "rather not",
            "i would rather not",
            "i do not",
            "i do not want to",
            "i do not think so",
            "do not",
            "not interested",
            "i am good",
            "i am fine",
            "not necessary",
            "no need",
            "not at the moment",
            "no way");

    private static final Set<String> POLITE = Set.of("please", "thanks", "thank", "you", "sir");

    private static final int LONGEST_ANSWER = 6;

    RuleHits match(String visitorText) {
        var text = TextNormalizer.normalize(visitorText);
        var findings = new Findings();
        text.segments().forEach(findings::read);
        var words = text.segments().stream().mapToInt(List::size).sum();
        return new RuleHits(
                findings.requests,
                findings.signals,
                findings.refusal(),
                words <= LONGEST_ANSWER ? answer(text, findings) : Answer.NONE,
                ContactData.isIn(visitorText));
    }

    private static Answer answer(NormalizedText text, Findings findings) {
        var words = text.words();
        var line = words.equals(List.of("please"))
                ? "please"
                : String.join(
                        " ",
                        words.stream().filter(word -> !POLITE.contains(word)).toList());
        if (words.isEmpty() || words.contains("but")) {
            return Answer.NONE;
        }
        var startsWithNo = words.get(0).equals("no") && !words.contains("problem") && !words.contains("worries");
        if (NO_LINES.contains(line) || (startsWithNo && findings.requests.isEmpty())) {
            return Answer.NO;
        }
        var startsWithYes =
                YES.contains(words.get(0)) && (AFFIRMING.containsAll(words) || !findings.requests.isEmpty());
        return YES_LINES.contains(line) || (startsWithYes && findings.refusal() == RefusalKind.NONE)
                ? Answer.YES
                : Answer.NONE;
    }

    /** What has been read of one message so far. Positions count words over all segments. */
    private static final class Findings {

        private final Map<Concept, String> requests = new EnumMap<>(Concept.class);
        private final Map<Concept, String> signals = new EnumMap<>(Concept.class);
        private int wordsBefore;
        private int lastRequest = -1;
        private int lastRefusal = -1;
        private boolean onlyOneChannel = true;
        private RefusalKind refused = RefusalKind.NONE;

        /**
         * What is left of the refusals: someone who refuses one way of contact and asks for something ("don't e-mail
         * me, call me"), or who asks after refusing, wants it.
         */
        RefusalKind refusal() {
            if (lastRequest >= 0 && (onlyOneChannel || lastRequest >= lastRefusal)) {
                return RefusalKind.NONE;
            }
            return refused;
        }

        void read(List<String> words) {
            if (words.stream().noneMatch(OTHER_WORLDS::contains)) {
                var segment = new Segment(words);
                var vocabulary = Set.copyOf(words);
                var possible = new HashMap<String, List<Phrase>>();
                for (var at = 0; at < words.size(); at++) {
                    for (var phrase : possible.computeIfAbsent(words.get(at), word -> phrases(word, vocabulary))) {
                        var end = phrase.pattern().match(words, at, segment.from, segment.to);
                        if (end > 0) {
                            count(phrase, segment, at, end);
                        }
                    }
                }
            }
            wordsBefore += words.size();
        }

        /** Only the phrases all of whose words occur at all: a long message repeats few words often. */
        private static List<Phrase> phrases(String firstWord, Set<String> vocabulary) {
            return PHRASES.getOrDefault(firstWord, List.of()).stream()
                    .filter(phrase -> phrase.pattern().mayMatch(vocabulary))
                    .toList();
        }

        private void count(Phrase phrase, Segment segment, int at, int end) {
            var rule = phrase.rule();
            var reading = rule.turnable() ? segment.reading(rule, at, end) : Reading.ASKED;
            if (reading == Reading.BESIDE_THE_POINT) {
                return;
            }
            switch (rule.effect()) {
                case REQUEST -> {
                    if (reading == Reading.ASKED) {
                        rule.concepts().forEach(concept -> requests.putIfAbsent(concept, rule.name()));
                        lastRequest = Math.max(lastRequest, wordsBefore + end);
                    } else if (rule.concepts().contains(Concept.CALL_BACK)
                            || rule.concepts().contains(Concept.HUMAN)) {
                        refuse(RefusalKind.NO_CONTACT, end, rule.name().equals("call me"));
                    }
                }
                case SIGNAL -> {
                    if (reading == Reading.ASKED) {
                        rule.concepts().forEach(concept -> signals.putIfAbsent(concept, rule.name()));
                    }
                }
                case REFUSES_CONTACT -> refuse(RefusalKind.NO_CONTACT, end, false);
                case REFUSES_DATA -> refuse(RefusalKind.NO_DATA, end, false);
                case REFUSES_DATA_IF_NEGATED -> {
                    if (reading == Reading.REFUSED) {
                        refuse(RefusalKind.NO_DATA, end, false);
                    }
                }
            }
        }

        private void refuse(RefusalKind kind, int end, boolean oneChannel) {
            refused = refused == RefusalKind.NO_DATA ? refused : kind;
            lastRefusal = Math.max(lastRefusal, wordsBefore + end);
            onlyOneChannel &= oneChannel;
        }
    }

    /** One segment and the bounds within which a whole-segment phrase must lie. */
    private static final class Segment {

        private final List<String> words;
        private final int from;
        private final int to;

        Segment(List<String> words) {
            this.words = words;
            var first = 0;
            while (first < words.size() - 1 && OPENING.contains(words.get(first))) {
                first++;
            }
            var last = words.size();
            while (last > first + 1 && CLOSING.contains(words.get(last - 1))) {
                last--;
            }
            from = first;
            to = last;
        }

        Reading reading(RequestPhrases.Rule rule, int at, int end) {
            var negation = negation(at);
            if (negation >= 0) {
                return negated(negation, at);
            }
            if (rule.effect() != Effect.REQUEST) {
                return Reading.ASKED;
            }
            if (isHypothetical(at)
                    || isForTheirCustomers(at)
                    || isSomeoneElses(rule, at)
                    || isAboutSomethingElse(at, end)) {
                return Reading.BESIDE_THE_POINT;
            }
            return Reading.ASKED;
        }

        /** The nearest negation before a phrase that nothing shields it from, or -1. */
        private int negation(int at) {
            for (var i = at - 1; i >= Math.max(0, at - REACH); i--) {
                var word = words.get(i);
                if (NEGATIONS.contains(word)) {
                    return i;
                }
                if (BREAKS.contains(word) || !BRIDGE.contains(word)) {
                    return -1;
                }
            }
            return -1;
        }

        private Reading negated(int negation, int at) {
            var before = word(negation - 1);
            var after = word(negation + 1);
            return switch (words.get(negation)) {
                case "without", "avoid" -> Reading.BESIDE_THE_POINT;
                case "stop", "quit", "hate" -> after.endsWith("ing") ? Reading.REFUSED : Reading.ASKED;
                case "no" -> no(negation, at, after);
                case "never" -> before.equals("you") ? Reading.BESIDE_THE_POINT : Reading.REFUSED;
                case "not" -> not(negation, at, before, after);
                default -> Reading.REFUSED;
            };
        }

        private Reading no(int negation, int at, String after) {
            if (after.equals("one")) {
                return Reading.BESIDE_THE_POINT;
            }
            // "no" denies a noun; before "call me" it answers something else
            var answersSomethingElse = at == negation + 1 && ME.contains(word(at + 1));
            var complains = PEOPLE.contains(after)
                    || (after.equals("way") && word(negation + 2).equals("to"));
            return answersSomethingElse || complains ? Reading.ASKED : Reading.REFUSED;
        }

        private Reading not(int negation, int at, String before, String after) {
            var inverted = SUBJECTS.contains(after) && (negation - 1 <= from || !SUBJECTS.contains(word(negation - 2)));
            if (isAfter("why", negation)) {
                return Reading.ASKED;
            }
            return switch (before) {
                case "can", "could" -> word(negation - 2).equals("you") ? Reading.REFUSED : Reading.ASKED;
                case "did", "has", "had", "was", "were" ->
                    Set.of("ask", "want", "request", "agree", "consent").contains(after)
                            ? Reading.REFUSED
                            : Reading.BESIDE_THE_POINT;
                case "have" -> Reading.BESIDE_THE_POINT;
                case "do" ->
                    inverted
                                    && negation - 1 <= from
                                    && !words.subList(negation, at).contains("dare")
                            ? Reading.ASKED
                            : Reading.REFUSED;
                case "or", "if" -> Reading.ASKED;
                default -> inverted ? Reading.ASKED : Reading.REFUSED;
            };
        }

        /** "before I talk to someone", "rather than talk to you", "why do you call me". */
        private boolean isHypothetical(int at) {
            for (var i = Math.max(0, at - 4); i < at; i++) {
                if (TIMES.contains(words.get(i))) {
                    return true;
                }
            }
            var compared = word(at - 1).equals("than")
                    || (word(at - 1).equals("of") && word(at - 2).equals("instead"));
            return compared || asksWhy(at) || asksWhatHappens(at) || asksWhetherNeeded(at);
        }

        private boolean asksWhy(int at) {
            var why = words.subList(0, at).indexOf("why");
            return why >= 0
                    && AUXILIARIES.contains(word(why + 1))
                    && words.subList(why, at).stream().noneMatch(IMPATIENCE::contains);
        }

        /** "what happens if I book a demo", "when will someone call me", "how long does it take to get a quote". */
        private boolean asksWhatHappens(int at) {
            if (words.subList(Math.min(from + 2, at), at).stream().anyMatch(IMPATIENCE::contains)) {
                return false;
            }
            var second = word(from + 1);
            return switch (words.get(from)) {
                case "what" -> second.equals("happens");
                case "when" -> second.equals("will") && at > from + 2;
                case "how" ->
                    (second.equals("will") && at > from + 2)
                            || (second.equals("long")
                                    && Set.of("does", "will", "is").contains(word(from + 2)));
                default -> false;
            };
        }

        /** "do I need to talk to someone to cancel". */
        private boolean asksWhetherNeeded(int at) {
            return Set.of("do", "will", "would", "must").contains(words.get(from))
                    && Set.of("i", "we").contains(word(from + 1))
                    && (Set.of("need", "have").contains(word(from + 2))
                            || words.get(from).equals("must"))
                    && at <= from + 5;
        }

        /** "let users talk to an agent": what the product does for the visitor's own visitors. */
        private boolean isForTheirCustomers(int at) {
            return words.subList(Math.max(0, at - 4), at).stream().anyMatch(THEIR_CUSTOMERS::contains)
                    || (word(at - 1).equals("people") && word(at - 2).equals("let"));
        }

        /** "they call me", "told him to contact me", "I talk to people", "did someone call me". */
        private boolean isSomeoneElses(RequestPhrases.Rule rule, int at) {
            var before = word(at - 1);
            if (before.equals("to")) {
                return TOLD.contains(word(at - 2))
                        && (rule.caller() || !word(at - 2).startsWith("tr"));
            }
            return rule.caller() ? comesFromOthers(at, before) : isReported(at, before);
        }

        private boolean comesFromOthers(int at, String before) {
            if (at <= from || before.isEmpty() || Character.isDigit(before.charAt(0))) {
                return false;
            }
            var subject = MODALS.contains(before) ? word(at - 2) : before;
            var asksIfDone = Set.of("did", "do", "does").contains(word(at - 2)) && !FIRST_PERSON.contains(before);
            return asksIfDone || !(CALLERS.contains(subject) || subject.isEmpty());
        }

        private boolean isReported(int at, String before) {
            var subject = at - 1;
            while (ADVERBS.contains(word(subject))) {
                subject--;
            }
            var tells = PRONOUNS.contains(word(subject))
                    && !DESIRES.contains(words.get(at))
                    && !AUXILIARIES.contains(word(subject - 1))
                    && !PEOPLE.contains(word(subject - 1));
            return tells || (BEING.contains(before) && ONGOING.contains(words.get(at)));
        }

        /** "talk to the support bot", "a call with my mother". */
        private boolean isAboutSomethingElse(int at, int end) {
            return OTHER_THINGS.contains(word(end))
                    || words.subList(at, end).stream().anyMatch(OTHER_THINGS::contains)
                    || (Set.of("with", "to").contains(word(end))
                            && Set.of("my", "his", "her", "their").contains(word(end + 1))
                            && RELATIONS.contains(word(end + 2)));
        }

        private boolean isAfter(String word, int at) {
            return words.subList(0, Math.max(0, at)).contains(word);
        }

        private String word(int index) {
            return index >= 0 && index < words.size() ? words.get(index) : "";
        }
    }
}
