package org.foyer.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.contracts.event.EventName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the Maven graph and package-private classes cannot keep. Every rule is tried twice: production must keep it, and
 * the small Foyer in {@code fixtures} must break it in exactly the named places, so that no rule passes by matching
 * nothing and none forbids more than it says.
 */
class ArchitectureRules {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern OURS = Pattern.compile("org\\.foyer\\.(?:acceptance\\.fixtures\\.)?(.+)");
    private static final Pattern ORIGIN =
            Pattern.compile("<org\\.foyer\\.acceptance\\.fixtures\\.([\\w.$]+(?:<init>)?)");
    private static final Set<String> TECHNICAL = Set.of("contracts", "platform", "encoder", "api", "launcher");
    private static final Set<String> SHARED_CONTRACTS =
            Set.of("contracts.event", "contracts.paging", "contracts.refusal");
    private static final Set<String> GUARDS =
            Set.of("api.security.Requires", "api.security.ForMember", "api.security.ForVisitor", "api.security.Open");
    private static final Set<Class<? extends Annotation>> WRITES = Set.of(
            jakarta.ws.rs.POST.class, jakarta.ws.rs.PUT.class, jakarta.ws.rs.PATCH.class, jakarta.ws.rs.DELETE.class);
    private static final Set<String> AUDITS = Set.of("api.audit.Audited", "api.audit.NotAudited");
    private static final Set<String> OWN_TRANSACTIONS = Set.of(
            // keeps a failed sign-in although the command is refused, and hashes passwords outside any transaction
            "workspace.internal.OwnTransaction",
            // a person who is known already must not spoil the conversation that begins
            "conversations.internal.IdentifiedVisitors",
            // steps of recurring work, called by the scheduler
            "conversations.internal.FormExpiry",
            "conversations.internal.TallyWork");
    private static final Set<String> REPEATABLE_ANYWAY = Set.of(
            // a session more does no harm, and a kept response would hold the session's secrets
            "api.management.SessionResource",
            // the token is used up, and here too a kept response would hold a session's secrets
            "api.management.InvitationsResource");
    private static final Pattern PAST_TENSE =
            Pattern.compile(".+(ed|Begun|Left|Lost|Made|Seen|Sent|Undone|Won|Withdrawn)");

    private static JavaClasses production;
    private static JavaClasses fixtures;

    /** A rule, and the places in the fixtures that break it. */
    private record Rule(String sentence, ArchRule rule, Set<String> brokenBy) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Rule rule(String sentence, ArchRule rule, String... brokenBy) {
        return new Rule(sentence, rule.as(sentence), Set.of(brokenBy));
    }

    private static List<Rule> rules() {
        return List.of(
                rule(
                        "a context's internals are used by that context only",
                        classes()
                                .should(dependOnly((from, to) ->
                                        !isInternal(to) || part(from).equals(part(to)))),
                        "api.live.PeeksAtALead.lead",
                        "contacts.internal.PeeksAtALead.leads",
                        "platform.delivery.PeeksAtALead.isLead"),
                rule(
                        "a context keeps everything but its contracts internal",
                        classes().that(inAContext()).should(be("internal", ArchitectureRules::isInternal)),
                        "conversations.ExposedLead"),
                rule(
                        "internal classes are package-private",
                        classes()
                                .that(are("internal", ArchitectureRules::isInternal))
                                .and()
                                .areTopLevelClasses()
                                .should()
                                .bePackagePrivate(),
                        "contacts.internal.PublicContact",
                        "conversations.internal.PublicLead"),
                rule(
                        "contracts speak only the JDK's language, with qualifiers and nullness",
                        classes().that(inPart("contracts")).should(dependOnly(ArchitectureRules::isContractLanguage)),
                        "contracts.contacts.ContactsInADatabase.database",
                        "contracts.contacts.ContactsInADatabase.events"),
                rule(
                        "platform knows no context, no context's contracts and not the API",
                        classes()
                                .that(inPart("platform"))
                                .should(dependOnly((from, to) -> !isOurs(to)
                                        || part(to).equals("platform")
                                        || SHARED_CONTRACTS.contains(packageOf(to)))),
                        "platform.delivery.KnowsALead.nameOf",
                        "platform.delivery.KnowsTheApi",
                        "platform.delivery.PeeksAtALead.isLead"),
                rule(
                        "a context depends on contracts, platform and encoder only",
                        classes()
                                .that(inAContext())
                                .should(dependOnly((from, to) -> !isOurs(to)
                                        || Set.of(part(from), "contracts", "platform", "encoder")
                                                .contains(part(to)))),
                        "contacts.internal.KnowsTheApi",
                        "contacts.internal.PeeksAtALead.leads"),
                rule(
                        "nobody fires or observes events asynchronously",
                        noClasses()
                                .should(accessTargetWhere(firesAsynchronously()))
                                .orShould(dependOnClassesThat(belongToAnyOf(ObservesAsync.class))),
                        "contacts.internal.FiresAndForgets.call",
                        "contacts.internal.FiresAndForgets.refer",
                        "contacts.internal.FiresAndForgets.listen"),
                rule(
                        "another context's events are observed by durable delivery",
                        methods()
                                .that(describe("observe another context's event", ArchitectureRules::reacts))
                                .should(observeOnly("by @Delivered", p -> p.isAnnotatedWith(Delivered.class))),
                        "contacts.internal.ConversationReactions.forget",
                        "contacts.internal.ConversationReactions.forgetAnything"),
                rule(
                        "only the API and platform observe after the transaction, where failures are swallowed",
                        methods()
                                .that(describe("observe after the transaction", ArchitectureRules::observesAfterwards))
                                .should()
                                .beDeclaredInClassesThat(inPart("api", "platform")),
                        "contacts.internal.ConversationReactions.hope"),
                rule(
                        "an event is a record of the contracts, named in the past tense and for storage",
                        classes()
                                .that(are("events", ArchitectureRules::isEvent))
                                .should()
                                .beRecords()
                                .andShould()
                                .implement(DomainEvent.class)
                                .andShould(be("in contracts", c -> part(c).equals("contracts")))
                                .andShould(be("named in the past tense", c -> PAST_TENSE
                                        .matcher(c.getSimpleName())
                                        .matches()))
                                .andShould(be("stored as <context>.<event>", ArchitectureRules::hasStoredName)),
                        "contacts.internal.ContactMerged",
                        "contracts.conversations.LeadDismissed",
                        "contracts.conversations.LeadOffered",
                        "contracts.conversations.LeadSeen",
                        "contracts.conversations.LeadStarted",
                        "contracts.conversations.LeadSubmittedEvent",
                        "contracts.conversations.SubmitLead"),
                rule(
                        "entities are package-private",
                        classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate(),
                        "contacts.internal.PublicContact"),
                rule(
                        "entities have no setters",
                        methods()
                                .that()
                                .areDeclaredInClassesThat()
                                .areAnnotatedWith(Entity.class)
                                .should()
                                .haveNameNotMatching("set([^a-z].*)?"),
                        "contacts.internal.SettableContact.setId"),
                rule(
                        "entities have no public constructor",
                        constructors()
                                .that()
                                .areDeclaredInClassesThat()
                                .areAnnotatedWith(Entity.class)
                                .should()
                                .notHaveModifier(PUBLIC),
                        "contacts.internal.OpenContact.<init>"),
                rule(
                        "transactions begin in façade services, the API and platform",
                        classes()
                                .that(are("transactional", ArchitectureRules::isTransactional))
                                .should(be("a place for transactions", ArchitectureRules::mayBeTransactional)),
                        "contacts.internal.ContactRepository",
                        "contacts.internal.OwnTransaction"),
                rule(
                        "nobody uses enterprise beans",
                        noClasses().should().dependOnClassesThat().resideInAPackage("jakarta.ejb.."),
                        "contacts.internal.EnterpriseBean"),
                rule(
                        "only the launcher writes to the console",
                        noClasses()
                                .that(DescribedPredicate.not(inPart("launcher")))
                                .should(ACCESS_STANDARD_STREAMS),
                        "contacts.internal.Prints.out",
                        "contacts.internal.Prints.err"),
                rule(
                        "nobody uses the dates before java.time",
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .haveNameMatching(
                                        "java\\.util\\.(Date|Calendar|GregorianCalendar)|java\\.text\\..*DateFormat"),
                        "contacts.internal.LivesInThePast.date",
                        "contacts.internal.LivesInThePast.calendar"),
                rule(
                        "contexts ask the injected clock for the time",
                        noClasses().that(inAContext()).should(accessTargetWhere(readsTheSystemClock())),
                        "contacts.internal.LooksAtTheWall.instant",
                        "contacts.internal.LooksAtTheWall.date",
                        "contacts.internal.LooksAtTheWall.reference",
                        "contacts.internal.LooksAtTheWall.clock",
                        "contacts.internal.LooksAtTheWall.millis"),
                rule(
                        "every resource method says who may call it",
                        methods()
                                .that(describe("are resource methods", ArchitectureRules::isResource))
                                .should(carryExactlyOneOf("@Requires, @ForMember, @ForVisitor and @Open", GUARDS)),
                        "api.management.ContactsResource.forgotten",
                        "api.management.ContactsResource.undecided",
                        "api.widget.VisitorResource.forgotten"),
                rule(
                        "every write of the team says what the audit trail keeps of it",
                        methods()
                                .that(describe("are writes of the team", ArchitectureRules::isWriteOfTheTeam))
                                .should(carryExactlyOneOf("@Audited and @NotAudited", AUDITS)),
                        "api.management.ContactsResource.changedUnseen"),
                rule(
                        "every creating POST can be repeated",
                        methods()
                                .that(describe("are POSTs that return a Response", ArchitectureRules::isCreatingPost))
                                .should(ArchCondition.from(
                                        describe("carry @Idempotent", method -> method.getAnnotations().stream()
                                                .anyMatch(it ->
                                                        name(it.getRawType()).equals("api.idempotency.Idempotent"))))),
                        "api.widget.VisitorResource.createsTwice"),
                rule(
                        "names say what a class is for",
                        classes().should(be("without Impl, Manager, Helper and Utils", c -> !c.getSimpleName()
                                .matches(".*(Impl|Manager|Helper|Utils)"))),
                        "contacts.internal.ContactHelper",
                        "contacts.internal.ContactImpl",
                        "contacts.internal.ContactManager",
                        "contacts.internal.ContactUtils",
                        "contacts.internal.Implementation$NestedHelper"));
    }

    @BeforeAll
    static void importsEveryModule() throws IOException {
        var folders = modules().stream()
                .map(module -> ROOT.resolve(module + "-module/target/classes"))
                .toList();
        for (var folder : folders) {
            assertThat(hasClasses(folder))
                    .as("%s has classes: build the module first", folder)
                    .isTrue();
        }
        var importer = new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_PACKAGE_INFOS);
        production = importer.importPaths(folders);
        fixtures = importer.importPackages("org.foyer.acceptance.fixtures");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void productionKeepsIt(Rule rule) {
        rule.rule().check(production);
    }

    @ParameterizedTest(name = "{0}: is not vacuous")
    @MethodSource("rules")
    void fixturesBreakItInTheNamedPlaces(Rule rule) {
        var places = new TreeSet<String>();
        for (var violation : rule.rule().evaluate(fixtures).getFailureReport().getDetails()) {
            places.add(placeOf(violation));
        }
        assertThat(places).as(rule.sentence()).containsExactlyInAnyOrderElementsOf(rule.brokenBy());
    }

    // The modules

    /** The parent pom names them, so that a new module is under the rules from its first build. */
    private static List<String> modules() throws IOException {
        var modules = Pattern.compile("<module>(\\w+)-module</module>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
        assertThat(modules).containsAll(TECHNICAL);
        return modules;
    }

    private static boolean hasClasses(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .anyMatch(name -> name.endsWith(".class") && !name.endsWith("package-info.class"));
        }
    }

    // The layout: names under org.foyer, alike for production and for the fixtures

    private static String name(JavaClass type) {
        var ours = OURS.matcher(type.getBaseComponentType().getName());
        return ours.matches() ? ours.group(1) : "";
    }

    /** The first word of the name: a context, or one of the technical parts. */
    private static String part(JavaClass type) {
        return name(type).replaceFirst("\\..*", "");
    }

    private static String packageOf(JavaClass type) {
        return name(type).replaceFirst("\\.[^.]*$", "");
    }

    private static String placeOf(String violation) {
        var origin = ORIGIN.matcher(violation);
        return origin.find() ? origin.group(1) : violation;
    }

    private static boolean isOurs(JavaClass type) {
        return !name(type).isEmpty();
    }

    private static boolean isInternal(JavaClass type) {
        return name(type).matches("\\w+\\.internal\\..+");
    }

    private static DescribedPredicate<JavaClass> inAContext() {
        return are("in a context", type -> !TECHNICAL.contains(part(type)));
    }

    private static DescribedPredicate<JavaClass> inPart(String... parts) {
        return are("in " + String.join(" or ", parts), type -> Set.of(parts).contains(part(type)));
    }

    // What the rules speak of

    private static boolean isContractLanguage(JavaClass from, JavaClass to) {
        var type = to.getBaseComponentType();
        var home = type.getPackageName() + ".";
        return part(type).equals("contracts")
                || type.isPrimitive()
                || home.startsWith("java.")
                || home.startsWith("org.jspecify.")
                || type.isAnnotation()
                        && (home.startsWith("jakarta.inject.") || home.startsWith("jakarta.enterprise."));
    }

    private static DescribedPredicate<JavaAccess<?>> firesAsynchronously() {
        return describe(
                "fireAsync",
                access -> access.getName().equals("fireAsync")
                        && access.getTargetOwner().isAssignableTo(Event.class));
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
        return describe("the system clock", access -> {
            var owner = access.getTargetOwner();
            var name = access.getName();
            return owner.getPackageName().equals("java.time") && name.equals("now") && !takesAClock(access)
                    || owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick"))
                    || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis");
        });
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(assignableTo(Clock.class));
    }

    private static Stream<JavaParameter> observed(JavaMethod method) {
        return method.getParameters().stream().filter(parameter -> parameter.isAnnotatedWith(Observes.class));
    }

    private static boolean reacts(JavaMethod method) {
        var context = part(method.getOwner());
        return !TECHNICAL.contains(context)
                && observed(method)
                        .map(JavaParameter::getRawType)
                        .anyMatch(event -> event.isAssignableTo(DomainEvent.class)
                                && !packageOf(event).equals("contracts." + context));
    }

    private static boolean observesAfterwards(JavaMethod method) {
        return observed(method)
                .map(parameter -> parameter.getAnnotationOfType(Observes.class).during())
                .anyMatch(phase -> phase.name().startsWith("AFTER_"));
    }

    private static boolean isEvent(JavaClass type) {
        return !type.isInterface() && (type.isAssignableTo(DomainEvent.class) || type.isAnnotatedWith(EventName.class));
    }

    private static boolean hasStoredName(JavaClass event) {
        var context = packageOf(event).replaceFirst("contracts\\.", "");
        return event.isAnnotatedWith(EventName.class)
                && event.getAnnotationOfType(EventName.class)
                        .value()
                        .matches(Pattern.quote(context) + "\\.[a-z]+(-[a-z]+)*");
    }

    private static boolean isTransactional(JavaClass type) {
        return type.isAnnotatedWith(Transactional.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Transactional.class));
    }

    private static boolean mayBeTransactional(JavaClass type) {
        return type.getSimpleName().endsWith("Service")
                || Set.of("api", "platform").contains(part(type))
                || OWN_TRANSACTIONS.contains(name(type));
    }

    private static boolean isResource(JavaMethod method) {
        return method.isAnnotatedWith(jakarta.ws.rs.Path.class) || method.isMetaAnnotatedWith(HttpMethod.class);
    }

    private static boolean isWriteOfTheTeam(JavaMethod method) {
        return WRITES.stream().anyMatch(method::isAnnotatedWith)
                && method.getAnnotations().stream()
                        .anyMatch(it -> Set.of("api.security.Requires", "api.security.ForMember")
                                .contains(name(it.getRawType())));
    }

    private static boolean isCreatingPost(JavaMethod method) {
        return method.isAnnotatedWith(jakarta.ws.rs.POST.class)
                && method.getRawReturnType().isEquivalentTo(jakarta.ws.rs.core.Response.class)
                && !REPEATABLE_ANYWAY.contains(name(method.getOwner()));
    }

    // How they say it

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> predicate) {
        return describe("are " + what, predicate);
    }

    private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> predicate) {
        return ArchConditions.be(describe(what, predicate));
    }

    private static ArchCondition<JavaClass> dependOnly(BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend only on what is allowed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(it -> !allowed.test(it.getOriginClass(), it.getTargetClass()))
                        .map(Dependency::getDescription)
                        .forEach(it -> events.add(SimpleConditionEvent.violated(type, it)));
            }
        };
    }

    private static ArchCondition<JavaMethod> observeOnly(String how, Predicate<JavaParameter> predicate) {
        return ArchCondition.from(
                describe("observe " + how, method -> observed(method).allMatch(predicate)));
    }

    private static ArchCondition<JavaMethod> carryExactlyOneOf(String which, Set<String> annotations) {
        return ArchCondition.from(describe(
                "carry exactly one of " + which,
                method -> method.getAnnotations().stream()
                                .map(JavaAnnotation::getRawType)
                                .filter(annotation -> annotations.contains(name(annotation)))
                                .count()
                        == 1));
    }
}
