package org.foyer.conversations.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns what a person typed into the {@link NormalizedText} that rules can match: case, curly apostrophes, contractions,
 * chat spellings ("plz", "u"), stretched letters and small typing errors in the words the rules live on. One pass over
 * the characters and a bounded look-up per word, so the effort grows with the length of the text and nothing else.
 */
final class TextNormalizer {

    private static final int LONGEST_WORD = 40;

    /** A few characters unfold into eighteen; what a message may hold is enough. */
    private static final int LONGEST_TEXT = 8_000;

    /** Words worth mending, all of five letters or more: shorter ones have too many neighbours. */
    private static final Map<Character, List<String>> MENDABLE = byFirstLetter("""
            human person people agent agents representative operator somebody someone anybody anyone advisor
            specialist consultant customer service support assistant assistance manager contact contacting callback
            quote quotation estimate appointment schedule newsletter subscribe unsubscribe connect transfer
            speak speaking talking chatting phone number please email meeting consultation complaint
            """);

    /** Genuine words one letter away from a mendable one. */
    private static final Set<String> GENUINE = words("""
            humane humid parson persona quite quota quoted unquote contract contacts contract's taking walking
            tanking sneaking speaks spear sneak steak arent aren agenda agent's prone phony shone numb lumber
            connects context contest speaking estimated estimates managed manages mange meetings cheating charting
            scheduled schedules scheduler transfers transfer operators operate costumer subscribed subscriber
            subscribes consultants specialists advisors advised complaints complain complains complained
            complainant appointed services serviced supports supported pleased pleases emails emailed numbers
            numbered phones phoned quotes quoter quotations persons peoples humans customers representatives
            assistants assistances specialise specialize seeking peaking tacking stalking balking matting
            """);

    private static final Map<String, String> SPELLINGS = spellings("""
            plz=please; pls=please; plss=please; plzz=please; plse=please; kindly=please; u=you; ya=you; yu=you;
            ur=your; yr=your; r=are; wanna=want to; gonna=going to; gotta=got to; gimme=give me; lemme=let me;
            dunno=do not know; wannna=want to; lets=let us; im=i am; youre=you are; theyre=they are; ive=i have;
            thats=that is; whats=what is; wats=what is; wheres=where is; theres=there is; hows=how is; whos=who is;
            its=it is; id=i would; dont=do not; dnt=do not; doesnt=does not; didnt=did not; wont=will not;
            cant=can not; cannot=can not; couldnt=could not; shouldnt=should not; wouldnt=would not; isnt=is not;
            arent=are not; wasnt=was not; havent=have not; hasnt=has not; aint=is not; mustnt=must not;
            neednt=need not; doesn=does not; donot=do not; callback=call back; callbacks=call back;
            calback=call back; ringback=call back; cal=call; clal=call; cll=call; caal=call; calle=call; caht=chat;
            cht=chat; chta=chat; hcat=chat; tlak=talk; takl=talk; tallk=talk; tolk=talk; spek=speak; speek=speak;
            spk=speak; smb=someone; smbdy=someone; sb=someone; sm1=someone; sum1=someone; any1=anyone;
            rep=representative; reps=representatives; humna=human; appt=appointment; appts=appointments;
            adviser=advisor; advisers=advisors; executives=executive; exec=executive;
            costumer=customer; cust=customer; custumer=customer;
            wnt=want; wan=want; waant=want; nedd=need; ned=need; sombody=somebody; somone=someone;
            quation=quotation; qoute=quote; qoutation=quotation; cuz=because; cos=because; coz=because;
            bcoz=because; tel=phone; telephone=phone; ph=phone; tmrw=tomorrow; tmr=tomorrow; tomorow=tomorrow;
            thx=thanks; thnx=thanks; ty=thanks; tnx=thanks; helo=hello; hii=hi; heya=hey; ok=okay; k=okay; kk=okay;
            yea=yes; yeah=yes; yep=yes; yup=yes; yess=yes; nope=no; nah=no; naw=no; mail=email; mails=emails;
            adress=address; demonstration=demo
            """);

    private static final char[] APOSTROPHES = {'\u2018', '\u2019', '\u201b', '\u02bc', '`', '\u00b4', '\uff07'};

    private TextNormalizer() {}

    static NormalizedText normalize(String text) {
        return new NormalizedText(new Scan(compose(text)).segments());
    }

    private static String compose(String text) {
        var straight = text;
        for (var apostrophe : APOSTROPHES) {
            straight = straight.replace(apostrophe, '\'');
        }
        var composed = Normalizer.normalize(straight, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return composed.length() > LONGEST_TEXT ? composed.substring(0, LONGEST_TEXT) : composed;
    }

    /** Spells one raw word out; more than one word for a contraction. */
    private static List<String> spellOut(String raw) {
        var word = squeeze(strip(raw));
        if (word.isEmpty()) {
            return List.of();
        }
        var spelling = SPELLINGS.get(word);
        if (spelling != null) {
            return List.of(spelling.split(" ", -1));
        }
        var apostrophe = word.indexOf('\'');
        if (apostrophe > 0) {
            return expand(word, apostrophe);
        }
        return List.of(mend(word));
    }

    private static List<String> expand(String word, int apostrophe) {
        var stem = word.substring(0, apostrophe);
        var suffix = word.substring(apostrophe + 1);
        return switch (suffix) {
            case "t" -> negation(stem);
            case "d" -> List.of(stem, "would");
            case "ll" -> List.of(stem, "will");
            case "re" -> List.of(stem, "are");
            case "ve" -> List.of(stem, "have");
            case "m" -> List.of(stem, "am");
            case "s" ->
                switch (stem) {
                    case "let" -> List.of("let", "us");
                    case "what", "that", "it", "there", "who", "where", "how", "when", "here", "why" ->
                        List.of(stem, "is");
                    default -> List.of(mend(stem));
                };
            default -> List.of(mend(word.replace("'", "")));
        };
    }

    private static List<String> negation(String stem) {
        return switch (stem) {
            case "won" -> List.of("will", "not");
            case "can" -> List.of("can", "not");
            case "shan" -> List.of("shall", "not");
            case "ain" -> List.of("is", "not");
            default -> stem.endsWith("n") ? List.of(stem.substring(0, stem.length() - 1), "not") : List.of(stem, "not");
        };
    }

    private static String strip(String word) {
        var from = 0;
        var to = word.length();
        while (from < to && word.charAt(from) == '\'') {
            from++;
        }
        while (to > from && word.charAt(to - 1) == '\'') {
            to--;
        }
        return word.substring(from, to);
    }

    /** "pleeease" and "humaaan": no English word has three equal letters in a row. Digits stay as they are. */
    private static String squeeze(String word) {
        var squeezed = new StringBuilder(word.length());
        for (var i = 0; i < word.length(); ) {
            var letter = word.charAt(i);
            var end = i + 1;
            while (end < word.length() && word.charAt(end) == letter) {
                end++;
            }
            var keep = end - i >= 3 && Character.isLetter(letter) ? 1 : end - i;
            squeezed.append(word, i, i + keep);
            i = end;
        }
        return squeezed.toString();
    }

    private static String mend(String word) {
        if (word.length() < 4 || word.length() > 16 || GENUINE.contains(word)) {
            return word;
        }
        var swapped = "" + word.charAt(1) + word.charAt(0) + word.substring(2);
        for (var candidate : MENDABLE.getOrDefault(word.charAt(0), List.of())) {
            if (candidate.equals(word)) {
                return word;
            }
        }
        for (var candidate : MENDABLE.getOrDefault(word.charAt(0), List.of())) {
            if (isOneSlipFrom(word, candidate)) {
                return candidate;
            }
        }
        return MENDABLE.getOrDefault(swapped.charAt(0), List.of()).contains(swapped) ? swapped : word;
    }

    /** One letter missing, doubled, wrong or swapped with its neighbour; a mere plural is no slip. */
    private static boolean isOneSlipFrom(String word, String right) {
        var difference = word.length() - right.length();
        if (difference < -1 || difference > 1 || word.equals(right + "s")) {
            return false;
        }
        var shorter = Math.min(word.length(), right.length());
        var first = 0;
        while (first < shorter && word.charAt(first) == right.charAt(first)) {
            first++;
        }
        var wordEnd = word.length();
        var rightEnd = right.length();
        while (wordEnd > first && rightEnd > first && word.charAt(wordEnd - 1) == right.charAt(rightEnd - 1)) {
            wordEnd--;
            rightEnd--;
        }
        var inWord = wordEnd - first;
        var inRight = rightEnd - first;
        if (inWord == 2 && inRight == 2) {
            return word.charAt(first) == right.charAt(first + 1) && word.charAt(first + 1) == right.charAt(first);
        }
        return inWord <= 1 && inRight <= 1;
    }

    /** The walk over the characters. */
    private static final class Scan {

        private final String text;
        private final List<List<String>> segments = new ArrayList<>();
        private List<String> segment = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();

        Scan(String text) {
            this.text = text;
        }

        List<List<String>> segments() {
            for (var i = 0; i < text.length(); ) {
                var character = text.codePointAt(i);
                read(character, i, i + Character.charCount(character));
                i += Character.charCount(character);
            }
            endSegment();
            return segments;
        }

        private void read(int character, int start, int end) {
            if (Character.isLetterOrDigit(character) || character == '\'') {
                word.appendCodePoint(character);
            } else if (isIgnored(character)) {
                return;
            } else if (joins(character, start, end)) {
                word.appendCodePoint(character);
            } else if (character == '-' && word.toString().equals("e") && text.startsWith("mail", end)) {
                return;
            } else if (character == '&') {
                endWord();
                segment.add("and");
            } else if (endsSegment(character, start, end)) {
                endSegment();
            } else {
                endWord();
            }
        }

        private static boolean isIgnored(int character) {
            var type = Character.getType(character);
            return type == Character.FORMAT
                    || type == Character.NON_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || type == Character.COMBINING_SPACING_MARK;
        }

        /** Keeps "12.30", "$1,499" and "ana@example.com" in one piece. */
        private boolean joins(int character, int start, int end) {
            if (start == 0 || end >= text.length() || word.isEmpty()) {
                return false;
            }
            var before = text.charAt(start - 1);
            var after = text.charAt(end);
            return switch (character) {
                case '.', ',', ':' ->
                    (Character.isDigit(before) && Character.isDigit(after))
                            || (character == '.' && word.indexOf("@") > 0 && Character.isLetterOrDigit(after));
                case '@', '_' -> Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
                default -> false;
            };
        }

        private boolean endsSegment(int character, int start, int end) {
            return switch (character) {
                case '.', ',', ';', ':', '!', '?', '\n', '\r', '(', ')', '\u2026', '\u2014', '\u2013', '\u3002' -> true;
                case '-' ->
                    start > 0 && end < text.length() && text.charAt(start - 1) == ' ' && text.charAt(end) == ' ';
                default -> false;
            };
        }

        private void endWord() {
            if (word.length() > LONGEST_WORD) {
                segment.add(word.substring(0, LONGEST_WORD));
            } else if (!word.isEmpty()) {
                segment.addAll(spellOut(word.toString()));
            }
            word.setLength(0);
        }

        private void endSegment() {
            endWord();
            if (!segment.isEmpty()) {
                segments.add(List.copyOf(segment));
                segment = new ArrayList<>();
            }
        }
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split("\\s+", -1)));
    }

    private static Map<Character, List<String>> byFirstLetter(String text) {
        var byLetter = new HashMap<Character, List<String>>();
        for (var word : text.strip().split("\\s+", -1)) {
            byLetter.computeIfAbsent(word.charAt(0), letter -> new ArrayList<>())
                    .add(word);
        }
        return Map.copyOf(byLetter);
    }

    private static Map<String, String> spellings(String text) {
        var spellings = new HashMap<String, String>();
        for (var entry : text.strip().split(";\\s+", -1)) {
            var equals = entry.indexOf('=');
            spellings.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return Map.copyOf(spellings);
    }
}
