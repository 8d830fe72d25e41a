package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The English phrases of {@link RequestRules}, as a table: what each rule is called, what it means and how visitors say
 * it. Phrases are those of any company's chat; words of one trade appear only where they name people to talk to.
 */
final class RequestPhrases {

    /** What a rule's phrase does to the reading of a message. */
    enum Effect {
        REQUEST,
        SIGNAL,
        REFUSES_CONTACT,
        /** Only where the surroundings negate it: "give you my number" is a refusal in "I won't give you my number". */
        REFUSES_DATA_IF_NEGATED,
        REFUSES_DATA
    }

    /**
     * @param caller whether the word before must be one that can ask for it: in "he will call me" nobody asks us
     * @param turnable whether a negation around the phrase turns it; some phrases contain theirs
     */
    record Rule(String name, Effect effect, Set<Concept> concepts, boolean caller, boolean turnable) {}

    record Phrase(Rule rule, PhrasePattern pattern) {}

    private static final Map<String, Set<String>> CLASSES = classes("""
            want: want wants wanted need needs wish require requesting request requested prefer desire seeking
            talk: talk talking speak speaking chat chatting converse
            any: someone somebody anyone anybody
            agent: human humans person agent agents representative representatives operator advisor specialist expert \
            consultant executive supervisor salesperson
            person: human humans person someone somebody anyone anybody agent agents representative representatives \
            operator operators advisor advisors specialist specialists expert experts consultant consultants manager \
            managers supervisor associate executive employee staff colleague assistant being salesperson salespeople salesman \
            receptionist reception technician guy guys boss owner coordinator broker notary lawyer attorney \
            accountant engineer engineers professional team department sales support service care desk helpdesk \
            management billing
            office: team department desk reception manager supervisor sales support service staff billing spa \
            concierge office management housekeeping restaurant
            expert: advisor advisors specialist specialists expert experts consultant consultants notary lawyer \
            attorney accountant broker planner technician engineer
            expertish: advisor advisors specialist specialists expert experts consultant consultants notary lawyer \
            attorney accountant broker planner technician engineer person guy guys someone somebody representative \
            agent team people
            bot: bot bots robot robots machine machines computer chatbot chatbots ai algorithm automaton
            contact: contact contacting reach reaching
            connect: connect connecting transfer transferring patch forward redirect escalate pass
            callverb: call calling ring ringing phone phoning
            me: me us
            data: email emails address phone number mobile name details information data info contact contacts
            give: give giving share sharing provide providing leave leaving tell telling enter entering submit \
            submitting disclose disclosing reveal revealing hand handing type typing send sending
            arrange: book booking schedule scheduling make making arrange arranging set setting setup request \
            requesting fix organize organise reserve
            callnext: back now asap today tomorrow tonight at on in after before later please if about regarding to \
            for urgently immediately soon instead directly right this any anytime as monday tuesday wednesday \
            thursday friday saturday sunday and because so number again up over via between around within during \
            once or by sir quickly then i my our not thanks when with rather but it that here from next anyway first anymore ever unless until
            emailnext: back at on about regarding instead asap please directly now today tomorrow i but not or and
            agentnext: please now to help who for not and on instead here thanks asap that because about right in \
            immediately today soon at with or but
            humannext: agent agents please now to help support assistance being beings who for not and on instead \
            representative operator service contact here thanks asap that because about right i or but can
            therenext: i available to that who here there online on in around for please we
            demonext: please of for with to now today tomorrow this next on at and session call meeting from in \
            thanks asap before so if by via or but because that about where who
            formext: please for on of about from to and by with in asap now today thanks so if via or but because \
            that at before over this tomorrow i we where as quickly again soon who
            buynext: a an one it this that the your some from something now today online more new two three please \
            product products item items and asap here
            numnext: please to of now asap thanks i so where that and for or we
            """);

    private final List<Phrase> phrases = new ArrayList<>();

    private RequestPhrases() {
        human();
        callBack();
        quote();
        demo();
        appointment();
        others();
        refusals();
    }

    static Map<String, List<Phrase>> byFirstWord() {
        var index = new HashMap<String, List<Phrase>>();
        for (var phrase : new RequestPhrases().phrases) {
            for (var word : phrase.pattern().firstWords()) {
                index.computeIfAbsent(word, first -> new ArrayList<>()).add(phrase);
            }
        }
        return Map.copyOf(index);
    }

    private void human() {
        request(
                "talk to a person",
                EnumSet.of(Concept.HUMAN),
                "<talk> to|with? one? of? ~4 <person>",
                "<talk> to|with one of your ~2 people",
                "<talk> to|with real|actual|your ~2 people",
                "<talk> to|with the|your ~3 $",
                "<talk> to|with one|some|any of your|the ~2 $",
                "<want>|like to <talk> $",
                "discuss this|it|that? with ~3 <person>",
                "discuss ~3 with ~3 <person>");
        request(
                "contact a person",
                EnumSet.of(Concept.HUMAN),
                "<contact> out? to|with? one? of? ~3 <person>",
                "get|getting a? hold of ~3 <person>|you",
                "call|calling|ring|phone ~2 support|sales|service|reception");
        request(
                "get in touch",
                EnumSet.of(Concept.HUMAN, Concept.CALL_BACK),
                "get|getting|put|be|come <me>? in touch|contact >numnext",
                "get|getting|put|be <me>? in touch|contact with ~3 <person>|you|us");
        addressed(
                "contact you",
                EnumSet.of(Concept.HUMAN),
                "contact|contacting|reach|reaching you|u >formext",
                "contact|reach you guys|people|all >formext");
        request(
                "call you",
                EnumSet.of(Concept.HUMAN),
                "can|could|may|do i|we call|ring|phone|email|write you|u >formext",
                "how to call|phone you >formext",
                "number ~1 i|we can|could|should call|ring|reach|dial",
                "number do|can|should i|we call|ring|reach|dial",
                "number to call|ring|reach|dial");
        request(
                "connect me",
                EnumSet.of(Concept.HUMAN),
                "<connect> <me> $",
                "<connect> <me> over|through|on? to|with ~4 <person>|<office>|people",
                "<connect> <me> through",
                "<connect> to|with ~3 agent|agents|human|representative|operator|advisor|specialist|support|executive",
                "<connect> ~2 call|chat|conversation to ~3 <person>",
                "put|hand <me> through|over",
                "put|hand <me> on? to|with ~3 <person>|<office>",
                "put ~3 <agent>|<any> else? on",
                "get ~3 <agent>|<any> else? on the line|phone|chat",
                "hand over to ~3 <person>",
                "^ escalate this|it|that|me|my? ~3 $");
        request(
                "get me a person",
                EnumSet.of(Concept.HUMAN),
                "get|give|send|find|bring|assign <me> ~3 <agent> >agentnext",
                "get|give|send|find|bring|assign <me> ~1 <any>|manager else? >agentnext",
                "get|find|send|need|want ~1 <any> else? ~1 to|who|that can? help|assist|talk|speak|speaks|deal|explain|advise|guide|answer|show",
                "let|have a|an ~1 <agent> >agentnext",
                "ask|request for ~3 <agent> >agentnext",
                "ask|get|help|assistance|answer|handled ~2 from|by a|an|your|real|live ~2 <agent>",
                "ask|request|want|demand that ~1 from|by ~3 <agent>");
        request(
                "want a person",
                EnumSet.of(Concept.HUMAN),
                "<want> ~4 agent|agents|representative|operator|person|advisor|consultant|executive|supervisor|salesperson >agentnext",
                "<want> ~3 human|humans >humannext",
                "would|should|rather like|love|have ~4 <agent> >agentnext",
                "^ a|an|the? real|live|actual|human|another|different? <agent>|manager >agentnext",
                "^ <agent>|manager $",
                "^ real|live|actual|human|another|different ~1 <agent>|being|support|service|chat|help|assistance $");
        request(
                "ask for support staff",
                EnumSet.of(Concept.HUMAN),
                "^ customer|client|technical? support|service|care|services ~1 $",
                "^ customer|client|technical|contact? support|helpline|hotline|service|care ~1 number|team|agent|line $",
                "^ support|helpdesk|helpline|hotline $",
                "^ sales|support contact|person|representative ~1 $",
                "^ support|helpline|hotline|contact|customer ~1 number|team|details|executive $",
                "<want> customer|live|human|personal support|service|care|assistance|help >agentnext",
                "^ i need|want support $",
                "^ need|want support $",
                "^ contact us? $");
        request(
                "is there a person",
                EnumSet.of(Concept.HUMAN),
                "is|are there ~3 <agent>|people >therenext",
                "is|are any ~2 <agent>|people >therenext",
                "do you have ~3 <agent>|people >therenext",
                "you have|got real|any|human ~1 people|staff|humans|person >therenext",
                "<person>|one else? that? i|we can|could|might|should <talk>|contact|reach|call|ask",
                "<person> ~1 to|for|available <talk>|contact",
                "<person> ~1 available to <talk>|help");
        request(
                "whom to contact",
                EnumSet.of(Concept.HUMAN),
                "who|whom do|can|could|should|may|would|must i|we <talk>|contact|reach|call|ask|email",
                "who|whom do|can|should i|we need|have to <talk>|contact|reach|call|ask",
                "who|whom to <talk>|contact|reach|call",
                "where can|could|do i|we <contact>|call you|<any>|support");
        request(
                "ask for contact details",
                EnumSet.of(Concept.HUMAN),
                "^ your|the|any? contact details|information|info|number|email $",
                "your ~1 contact|phone|support|helpline|hotline|office|customer|care ~2 number|numbers|details|info|information >numnext",
                "give|send|share|tell|provide|show <me> ~3 contact|phone|support|helpline|hotline|service|care ~1 number|details|info|information >numnext",
                "need|want|get|find ~2 contact|support|helpline|hotline|care|service ~1 number|details|info|information >numnext",
                "do you have ~3 contact|phone|support|helpline|hotline|care ~1 number|line >numnext",
                "is there ~3 contact|phone|support|helpline|hotline|care ~1 number|line >numnext");
        fixed(
                "not a machine",
                Effect.REQUEST,
                EnumSet.of(Concept.HUMAN),
                "not want|like|wish|enjoy|care to? be? <talk> to|with? ~3 <bot>",
                "not <talk> to|with ~3 <bot>",
                "not waste|wasting ~2 with|talking to? ~3 <bot>",
                "not want|like|wish|going|willing to? <give> my? ~3 to|with ~3 <bot>",
                "not <give> my? ~3 to|with ~3 <bot>",
                "not comfortable|ok|happy with? <give>|<talk> my? ~3 to|with ~3 <bot>",
                "not feel comfortable|ok <give>|<talk> my? ~3 to|with ~3 <bot>",
                "not want|trust ~2 <bot>",
                "hate|refuse|tired|sick|fed to|of|up? of|with? <talk> to|with? ~3 <bot>",
                "rather|prefer than|not ~2 <bot>");
    }

    private void callBack() {
        var callBack = EnumSet.of(Concept.CALL_BACK);
        addressed(
                "call me",
                callBack,
                "<callverb> <me> >callnext",
                "<callverb> <me> ~1 back",
                "<callverb>|text|message <me>? on|at|to my|this|the? ~2 number|phone|mobile|cell|landline",
                "text|email|message|whatsapp|emailing|texting|messaging <me> >emailnext");
        addressed(
                "contact me",
                callBack,
                "contact|contacting|reach|reaching <me> >callnext",
                "reach|reaching out to <me>",
                "<person> to|please? reach out",
                "can|could|would|will you|<any> please? reach out",
                "get|getting back to <me>",
                "get|getting|be|come in touch|contact with <me>",
                "follow up with <me>",
                "drop <me> a|an line|email|message|text");
        addressed(
                "be contacted",
                callBack,
                "be|get|being|getting contacted|called|phoned >callnext",
                "hear from ~2 <person>|you >callnext");
        request("can you call", callBack, "can|could|would|will you|<any> please? <callverb> $", "^ call $");
        request(
                "call back",
                callBack,
                "^ a? call back >callnext",
                "<want>|get|have|arrange|schedule|book|organise|organize|set|give|setup|expect <me>? ~3 call back >callnext",
                "would|should like|love|appreciate ~3 call back",
                "ask|asking for ~2 call back",
                "can|could|would|will you|<any>|agent|representative please? call back");
        request(
                "arrange a call",
                callBack,
                "give <me> a|some ~1 call|ring|shout|buzz|bell|phonecall",
                "arrange|arranging|schedule|scheduling|book|booking|request|requesting|organise|organize|set|setup ~3 call|phonecall >formext",
                "<want>|get|expect ~2 call|phonecall >callnext",
                "would|should like|love|appreciate ~2 call|phonecall >callnext",
                "have|hop|jump|get|do|join on? a|an ~2 call with",
                "hop|jump|get on a ~2 call",
                "phone conversation|consultation",
                "<talk>|discuss|explain|this|it on|over|by|via the? phone $",
                "<talk>|discuss on|over|by|via the? phone",
                "<any>|agent|representative|team to|can|could|should call|ring|phone $");
        request(
                "leave details",
                callBack,
                "can|could|may|shall i|we leave|give you? my|our ~2 <data>",
                "want|like to leave my|our ~2 <data>",
                "leave <me> your? ~1 contact|details",
                "take down? my ~2 number|details|email|contact");
    }

    private void quote() {
        var quote = EnumSet.of(Concept.QUOTE);
        request(
                "get a quote",
                quote,
                "get|getting|have|give|send|provide|prepare|obtain|make|receive|find|draw|email|generate|do <me>? ~4 quote|quotes|quotation|quotations",
                "<want> ~4 quote|quotes|quotation|quotations",
                "would|should like|love|appreciate ~4 quote|quotes|quotation|quotations",
                "looking|ask|asking|search|searching|interested for|in ~4 quote|quotes|quotation",
                "need of ~3 quote|quotation",
                "quote <me> >formext",
                "quote us|me|my|a|an|for ~3 $",
                "can|could|would|will you|<any> please? quote",
                "^ a|an|any|free|quick|price? quote|quotation|quotes >formext",
                "^ price|cost|free|insurance|new|custom ~1 quote|quotation|quotes $");
        request(
                "get an estimate",
                quote,
                "get|getting|have|give|send|provide|prepare|obtain|email <me>? ~1 free|price|cost|rough|written|quick|project? estimate >formext",
                "<want> ~2 estimate >formext",
                "would|should like|love|appreciate ~2 estimate >formext",
                "<want>|get|give|send <me>? ~2 price|cost|pricing|rough estimate|offer|proposal|quote",
                "<want>|get|give|send|prepare <me>? a|an|your ~2 proposal|offer >formext");
        signal(
                "ask the price",
                EnumSet.of(Concept.QUOTE, Concept.PRE_SALES),
                "how much is|are|does|do|would|will|for|it|to",
                "how much $",
                "what is|are|would|will|does ~4 price|prices|pricing|cost|costs|rate|rates|fee|fees|charge|charges|premium",
                "what would|will|does|do it|you? ~3 cost|charge",
                "^ price|prices|pricing|cost|costs|rates ~1 $",
                "price|cost|pricing of|for|per",
                "your|the price|prices|pricing|rates $",
                "know|check|see|tell|need|give|send <me>? ~2 price|prices|pricing|cost|costs");
    }

    private void demo() {
        var demo = EnumSet.of(Concept.DEMO);
        request(
                "book a demo",
                demo,
                "<arrange>|get|getting|have|want|need|see|seeing|show|give|do|offer|run|watch|attend|request|wants|needs <me>? up? ~4 demo|demos >demonext",
                "would|should like|love|appreciate ~4 demo|demos >demonext",
                "ask|asking|looking|interested for|in ~3 demo >demonext",
                "^ a|an|the|free|live|product|quick? live|product|free? demo >demonext",
                "can|could|would|will you please? demo",
                "get|have|want|need|give|book|schedule|arrange|see <me>? ~3 walkthrough",
                "see|show <me>? ~2 it|this|that|product in action");
    }

    private void appointment() {
        var appointment = EnumSet.of(Concept.APPOINTMENT);
        request(
                "book an appointment",
                appointment,
                "would|should like|love ~4 appointment|appointments|consultation|consult",
                "<arrange>|get|getting|have|want|need|take|wants|needs up? ~5 appointment|appointments|consultation|consult",
                "<arrange>|get|have|want|need up? a|an in person appointment|consultation",
                "schedule|book <me>? ~1 for? ~3 appointment|consultation",
                "^ a|an ~2 appointment|consultation >formext",
                "^ appointment|consultation ~2 $",
                "looking|ask|asking for ~2 appointment|consultation");
        request(
                "meet an expert",
                appointment,
                "<arrange>|get|have|want|need|like up? ~3 meeting with ~4 <expertish>|you|sales|support",
                "meet|meeting with? one? of? ~4 <expertish>",
                "see|seeing one? of? ~3 <expert>",
                "see one of? your ~2 people",
                "see|visit|meet <any>|person|you in? person",
                "see|meet ~1 person|<any> about",
                "meet|see with? you >formext",
                "visit your showroom|office|store|shop in? person",
                "<want>|would like|love ~3 <expert> >agentnext");
        signal(
                "talk to an expert",
                appointment,
                "<talk> to|with? one? of? ~4 <expert>",
                "<talk> to|with one? of? ~4 <person> ~3 in person",
                "<person>|one else? that? i|we can|could <talk>",
                "<expert> that? i|we can|could <talk>",
                "advice from ~3 <expert>",
                "talk|speak to|with one of? ~3 guys|people");
    }

    private void others() {
        signal(
                "talk to sales",
                EnumSet.of(Concept.BUY, Concept.PRE_SALES),
                "<talk>|<contact>|<connect> out? <me>? to|with? ~3 sales|salesperson|salesman");
        signal(
                "want to buy",
                EnumSet.of(Concept.BUY),
                "want|wants|need|like|love|ready|looking|planning|going|wish|keen|interested|intend|trying|able to|in? to? buy|buying|purchase|purchasing|order|ordering >buynext",
                "want|like|love|ready to book it|this|one",
                "how to|can|do|could|would|should i|we|you? buy|purchase|order >buynext",
                "where to|can|do|could i|we? buy|purchase|order >buynext",
                "can|could|may i|we buy|purchase|order >buynext",
                "place|placing an|the? order >buynext",
                "interested in buying|purchasing|ordering|your|this|one|the",
                "^ buy|purchase|order ~1 $",
                "take my money");
        request(
                "subscribe",
                EnumSet.of(Concept.NEWSLETTER),
                "subscribe|subscribing <me>? to|for ~3 newsletter|updates|list|blog|emails",
                "sign|signing <me>? up? <me>? for|to ~3 newsletter|updates|list|emails",
                "sign up for|to ~3 newsletter|updates|list|emails",
                "join|joining|get|getting|receive|receiving|want|send|add <me>? to? ~3 newsletter|newsletters",
                "join|add <me>? to? ~2 email|mailing list",
                "^ a|the|your? newsletter $",
                "^ subscribe ~1 $",
                "keep <me> posted|updated|informed");
        signal(
                "complain",
                EnumSet.of(Concept.COMPLAINT),
                "file|filing|make|making|raise|raising|lodge|lodging|submit|register|have|place ~3 complaint|claim|reclamation",
                "^ a|my? complaint|complaints $",
                "want|like|need|going|how to complain|complaint",
                "complaint|complain about|against",
                "pathetic|terrible|awful|horrible|worst|poor|bad|useless ~1 service|support|experience|company",
                "not work|working|arrived|received|delivered",
                "is|are|arrived|was ~1 broken|damaged|defective|faulty",
                "want|need|demand|get|give <me>? ~2 refund|reimbursement",
                "<want> my money back",
                "having|have|got ~2 problem|problems|issue|issues|trouble with");
    }

    private void refusals() {
        refusesContact(
                "leave me alone",
                "leave <me> alone",
                "stop|quit calling|contacting|emailing|texting|messaging|ringing|phoning|spamming|harassing|pestering|bothering <me>|my?",
                "not bother|disturb|spam|pester|harass <me>",
                "no more? phone|sales|marketing? calls|texts|emails|spam",
                "lose|forget|delete|erase|remove my ~1 number|email|details|contact",
                "^ i? am? not interested $",
                "not interested in <talk>|being|any|your offers|contacted|calls");
        refusesContact(
                "unsubscribe",
                "^ unsubscribe $",
                "unsubscribe <me>",
                "remove|take|delete <me> from|off ~5 list|lists|emails|newsletter|database",
                "remove|take|delete <me> from|off your|the|this");
        rule(
                "keep my details",
                Effect.REFUSES_DATA_IF_NEGATED,
                Set.of(),
                false,
                true,
                "<give> you|out|over|u|it? away|to? any|my|our|personal|private ~3 <data>",
                "<give> you|u that|it|those >formext",
                "<give> that $",
                "say|tell $");
        fixed(
                "stop asking for my details",
                Effect.REFUSES_DATA,
                Set.of(),
                "stop|quit asking|requesting|demanding <me>? for? my|our? ~3 <data>",
                "stop|quit asking <me>? $",
                "not ask|asking|request <me>? for my|our ~3 <data>",
                "not ask <me>? for my|our? ~3 <data>",
                "you|u can|will|do|are|shall not get|getting|have|having|need|receive my|our ~3 <data>",
                "not|never get|getting my ~2 email|number|phone from? me? $",
                "not collect|store|save|keep|want|use my ~3 <data>",
                "none of your business",
                "no ~1 email|number|phone|details from me");
    }

    private void request(String name, Set<Concept> concepts, String... patterns) {
        rule(name, Effect.REQUEST, concepts, false, true, patterns);
    }

    private void addressed(String name, Set<Concept> concepts, String... patterns) {
        rule(name, Effect.REQUEST, concepts, true, true, patterns);
    }

    private void signal(String name, Set<Concept> concepts, String... patterns) {
        rule(name, Effect.SIGNAL, concepts, false, true, patterns);
    }

    private void refusesContact(String name, String... patterns) {
        fixed(name, Effect.REFUSES_CONTACT, Set.of(), patterns);
    }

    private void fixed(String name, Effect effect, Set<Concept> concepts, String... patterns) {
        rule(name, effect, concepts, false, false, patterns);
    }

    private void rule(
            String name, Effect effect, Set<Concept> concepts, boolean caller, boolean turnable, String... patterns) {
        var rule = new Rule(name, effect, Set.copyOf(concepts), caller, turnable);
        for (var pattern : patterns) {
            phrases.add(new Phrase(rule, PhrasePattern.of(pattern, CLASSES)));
        }
    }

    private static Map<String, Set<String>> classes(String table) {
        var classes = new HashMap<String, Set<String>>();
        for (var line : table.strip().split("\\n", -1)) {
            var colon = line.indexOf(':');
            var words = new HashSet<>(
                    Arrays.asList(line.substring(colon + 1).strip().split("\\s+", -1)));
            classes.put(line.substring(0, colon).strip(), Set.copyOf(words));
        }
        return Map.copyOf(classes);
    }
}
