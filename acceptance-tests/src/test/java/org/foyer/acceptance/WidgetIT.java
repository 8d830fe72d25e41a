package org.foyer.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.acceptance.Pages.assertAccessible;
import static org.foyer.acceptance.Pages.shoot;
import static org.foyer.acceptance.Pages.watched;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The widget on pages of another origin, in real Chromium, whatever network, browser and visitor do. */
class WidgetIT {
    private static final int BUDGET = 18 * 1024;
    private static final int PATIENCE = 20_000;
    private static final String ASK = "Can someone call me back?";
    private static final Map<String, String> CORS = Map.of(
            "Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "Retry-After", "Retry-After", "2");

    private static String foyer;
    private static Site site;
    private static Team team;
    private static String agent;

    private final List<String> faults = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        foyer = Running.onH2().url().toString();
        team = Team.signIn(Running.onH2().url());
        agent = agentWith("");
        site = Site.open();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @AfterEach
    void leave() {
        Chromium.browser().contexts().forEach(BrowserContext::close);
    }

    @Test
    void loadsAWholeJourneyWithinItsBudgetAndNothingBeforeThePageIsIdle() {
        for (var locale : List.of("en", "de")) {
            var sizes = new ConcurrentHashMap<String, Integer>();
            var page = page(Chromium.browser().newContext());
            page.onResponse(response -> {
                var path = response.url().replace(foyer, "");
                if (path.equals("/widget.js") || path.startsWith("/widget/")) {
                    sizes.put(path, 0);
                }
            });
            page.addInitScript("window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
                    + "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})");
            page.navigate(site.page("/budget-" + locale, tag(agent, "data-locale=\"" + locale + "\"")));
            assertThat(page.getByTestId("teaser")).isVisible();
            assertThat(page.evaluate("() => window.shift")).as("layout shift").isEqualTo(0);
            openChat(page);
            leaveLead(page, "budget." + locale + "@example.com");

            assertThat(sizes).hasSize(locale.equals("en") ? 2 : 3);
            sizes.replaceAll((path, none) ->
                    gzipped(page.context().request().get(foyer + path).body()));
            assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum())
                    .as("gzipped bytes of %s", sizes)
                    .isLessThanOrEqualTo(BUDGET);
            assertThat(page.evaluate("() => performance.getEntriesByType('resource')"
                            + ".filter(entry => entry.name.includes('/widget/'))"
                            + ".every(entry => entry.startTime >= "
                            + "performance.getEntriesByType('navigation')[0].loadEventStart)"))
                    .isEqualTo(true);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void worksFromAnotherOriginUnderAStrictPolicy() {
        var allowed = agentWith(",\"allowed_origins\":[\"" + site.origin() + "\"]");
        var page = page(Chromium.browser().newContext());
        page.navigate(site.page(
                "/strict",
                "default-src 'none'; script-src " + foyer + "; connect-src " + foyer,
                "lang=\"en\"",
                tag(allowed, "")));
        openChat(page);
        leaveLead(page, "strict@example.com");
        assertThat(faults).isEmpty();

        var lead = team.key()
                .get("/api/v1/agents/" + allowed + "/leads")
                .json()
                .path("items")
                .path(0);
        assertThat(lead.path("source").path("page_url").asText()).isEqualTo(site.origin() + "/strict");
    }

    @Test
    void showsNothingOnAnOriginTheAgentIsNotOpenTo() {
        var closed = agentWith(",\"allowed_origins\":[\"https://www.example.com\"]");
        var page = page(Chromium.browser().newContext());
        var address = site.page("/closed", tag(closed, ""));
        // the refusal is not even readable for the page
        page.waitForRequest(Pattern.compile(".*/api/widget/v1/agents/.*"), () -> page.navigate(address));
        assertThat(page.locator("foyer-chat")).hasCount(1);
        assertThat(page.getByTestId("launcher")).isHidden();
        assertThat(page.getByTestId("teaser")).isHidden();
    }

    @Test
    void worksInASandboxedFrameWithoutStorage() {
        site.page("/framed", tag(agent, ""));
        var page = page(Chromium.browser().newContext());
        page.navigate(
                site.page(
                        "/frame",
                        "<iframe title=\"Shop\" src=\"/framed\" width=\"420\" height=\"640\" sandbox=\"allow-scripts\"></iframe>"));
        var frame = page.frameLocator("iframe");
        frame.getByTestId("launcher").click();
        frame.getByTestId("composer").fill(ASK);
        frame.getByTestId("composer").press("Enter");
        assertThat(frame.getByTestId("lead-form")).isVisible();
        assertThat(faults).isEmpty();
    }

    @Test
    void keepsWhatIsSaidAndSubmittedOfflineAndSendsItOnce() {
        var page = visit("/offline", "");
        openChat(page);
        say(page, "Hello");
        assertThat(messages(page, "agent")).hasCount(2);

        page.context().setOffline(true);
        say(page, ASK);
        assertThat(page.getByTestId("notice")).containsText("offline");
        assertThat(messages(page, "visitor").last()).hasAttribute("data-waiting", "Not sent yet");
        shoot(page, "widget-offline");
        assertAccessible(page, "offline");
        page.context().setOffline(false);
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertThat(page.getByTestId("notice")).isEmpty();

        var email = "offline." + System.nanoTime() + "@example.com";
        page.getByTestId("field-email").fill(email);
        page.context().setOffline(true);
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("notice")).containsText("offline");
        assertThat(page.getByTestId("submit")).hasAttribute("aria-disabled", "true");
        page.context().setOffline(false);
        assertThat(page.getByTestId("success")).isVisible();
        assertThat(leads(email)).isEqualTo(1);
        assertThat(messages(page, "visitor")).hasCount(2);
    }

    @Test
    void sendsAgainWithoutDoublingWhatHadArrivedEvenAfterAReload() {
        var page = visit("/lost", "");
        openChat(page);
        var lost = new AtomicInteger();
        page.route("**/messages", route -> {
            if (route.request().method().equals("POST") && lost.getAndIncrement() == 0) {
                // the server has it, but the answer is lost on its way
                route.fetch();
                route.abort();
            } else if (route.request().method().equals("POST") && lost.get() < 3) {
                route.abort();
            } else {
                route.resume();
            }
        });
        say(page, ASK);
        assertThat(page.getByTestId("notice")).containsText("offline");
        page.reload();
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertThat(messages(page, "visitor")).hasCount(1);
        page.reload();
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertThat(messages(page, "visitor")).hasCount(1);
        assertThat(page.getByTestId("lead-form")).hasCount(1);
    }

    @Test
    void asksForPatienceWhenItIsTooFastAndGoesOnByItself() {
        var page = visit("/fast", "");
        openChat(page);
        var posts = new CopyOnWriteArrayList<Long>();
        page.route("**/messages", route -> {
            if (!route.request().method().equals("POST")) {
                route.resume();
                return;
            }
            posts.add(System.nanoTime());
            if (posts.size() == 1) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(429)
                        .setHeaders(CORS)
                        .setContentType("application/problem+json")
                        .setBody("{\"type\":\"/problems/too-many-requests\",\"status\":429}"));
            } else {
                route.resume();
            }
        });
        say(page, "Hello");
        assertThat(page.getByTestId("notice")).containsText("a bit quick");
        assertThat(page.getByTestId("notice")).containsText("2 seconds");
        shoot(page, "widget-too-fast");
        assertThat(messages(page, "agent")).hasCount(2);
        assertThat(page.getByTestId("notice")).isEmpty();
        assertThat(messages(page, "visitor")).hasCount(1);
        assertThat(posts.get(1) - posts.get(0)).isGreaterThanOrEqualTo(1_990_000_000L);
    }

    @Test
    void showsTheSameConversationInTwoTabs() {
        var context = Chromium.browser().newContext();
        var address = site.page("/tabs", tag(agent, ""));
        var first = page(context);
        var second = page(context);
        for (var tab : List.of(first, second)) {
            tab.navigate(address);
            openChat(tab);
        }
        say(first, ASK);
        assertThat(second.getByTestId("lead-form")).isVisible();
        say(second, "From the second tab");
        assertThat(messages(first, "visitor")).hasCount(2);
        assertThat(messages(first, "agent")).hasCount(3);
        second.getByTestId("field-email").fill("tabs@example.com");
        second.getByTestId("submit").click();
        for (var tab : List.of(first, second)) {
            assertThat(tab.getByTestId("success")).isVisible();
            assertThat(messages(tab, "agent")).hasCount(4);
            assertThat(messages(tab, "visitor")).hasCount(2);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void countsWhatTheTeamWroteWhileTheChatWasClosed() {
        var page = visit("/unread", "");
        openChat(page);
        say(page, "Hello");
        assertThat(messages(page, "agent")).hasCount(2);
        page.getByTestId("close").click();
        var conversation = team.key()
                .get("/api/v1/conversations?agent_id=" + agent + "&limit=1")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        team.session()
                .post(
                        "/api/v1/conversations/" + conversation + "/messages",
                        "{\"text\":\"See https://example.com/a.\"}")
                .expecting(201);
        assertThat(page.getByTestId("badge")).hasText("1");
        assertThat(page.getByTestId("launcher")).hasAttribute("aria-label", "Open chat, 1 unread");
        assertThat(page.getByTestId("teaser")).containsText("See https");
        shoot(page, "widget-unread");
        assertAccessible(page, "unread");
        page.getByTestId("teaser-open").click();
        assertThat(page.getByTestId("badge")).isHidden();
        var link = messages(page, "member").locator("a");
        assertThat(link).hasAttribute("href", "https://example.com/a");
        assertThat(link).hasAttribute("rel", Pattern.compile("noopener"));
    }

    @Test
    void isCompleteByKeyboardAndGivesTheFocusBack() {
        var page = visit("/keyboard", "<button id=\"before\">Before</button>");
        assertThat(page.getByTestId("launcher")).isVisible();
        page.locator("#before").focus();
        page.keyboard().press("Tab");
        assertThat(page.getByTestId("launcher")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("composer")).isFocused();
        page.keyboard().type(ASK);
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertThat(page.getByTestId("composer")).isFocused();

        // backwards from the composer: dismiss, submit, phone, country, e-mail
        for (var stop : List.of("dismiss", "submit", "field-phone", "country", "field-email")) {
            page.keyboard().press("Shift+Tab");
            assertThat(page.getByTestId(stop)).isFocused();
        }
        page.keyboard().type("keys");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("error-email")).containsText("e-mail address");
        assertThat(page.getByTestId("field-email")).isFocused();
        assertThat(page.getByTestId("field-email")).hasAttribute("aria-invalid", "true");
        page.keyboard().press("End");
        page.keyboard().type("@example.com");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("success")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.getByTestId("panel")).isHidden();
        assertThat(page.getByTestId("launcher")).isFocused();
        assertThat(faults).isEmpty();
    }

    @Test
    void showsTheFormAsItIsConfiguredAndKeepsWhatIsWrong() {
        var attribute = "size" + System.nanoTime();
        team.key()
                .post(
                        "/api/v1/custom-attributes",
                        "{\"name\":\"" + attribute + "\",\"type\":\"number\",\"label\":\"Company size\"}")
                .expecting(201);
        var german = team.agent("{\"name\":\"Vertrieb\",\"default_region\":\"DE\",\"locale\":\"de\"}");
        team.key()
                .post(
                        "/api/v1/agents/" + german + "/actions",
                        "{\"kind\":\"collect_leads\",\"fields\":[{\"name\":\"phone\",\"required\":true},"
                                + "{\"name\":\"email\",\"required\":false},\""
                                + attribute + "\",\"name\"]}")
                .expecting(201);
        var page = page(Chromium.browser().newContext());
        page.navigate(site.page("/form", tag(german, "")));
        openChat(page);
        say(page, "Können Sie mich bitte zurückrufen?");
        var inputs = page.getByTestId("lead-form").locator("input:not([name=website])");
        assertThat(inputs).hasCount(4);
        assertThat(inputs.nth(0)).hasAttribute("type", "tel");
        assertThat(inputs.nth(0)).hasAttribute("autocomplete", "tel");
        assertThat(inputs.nth(1)).hasAttribute("inputmode", "email");
        assertThat(inputs.nth(2)).hasAttribute("type", "number");
        assertThat(inputs.nth(3)).hasAttribute("autocomplete", "name");
        assertThat(page.getByTestId("country")).hasValue("DE");
        assertThat(page.getByTestId("country").locator("option[value=AT]")).hasText("Österreich (+43)");

        inputs.nth(0).fill("12");
        inputs.nth(2).fill("7");
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("error-phone")).containsText("vollständige Telefonnummer");
        assertThat(inputs.nth(0)).hasValue("12");
        assertThat(inputs.nth(2)).hasValue("7");
        assertThat(inputs.nth(0)).isFocused();
        shoot(page, "widget-german-error");
        assertAccessible(page, "refused form");

        inputs.nth(0).fill("+43 1 5123456");
        assertThat(page.getByTestId("country")).hasValue("AT");
        inputs.nth(0).fill("");
        page.getByTestId("country").selectOption("DE");
        inputs.nth(0).fill("030 1234567");
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("success")).isVisible();
        var fields = team.key()
                .get("/api/v1/agents/" + german + "/leads")
                .json()
                .path("items")
                .path(0)
                .path("fields");
        assertThat(fields.path("phone").asText()).isEqualTo("+49301234567");
    }

    @Test
    void showsEveryKindOfPart() {
        var page = visit("/parts", "");
        openChat(page);
        page.route(
                "**/messages",
                route -> answer(
                        route,
                        "{\"type\":\"notice\",\"text\":\"Ana has joined.\"},{\"type\":\"text\",\"text\":\"<b>not bold</b>\"},"
                                + "{\"type\":\"confirmation\",\"id\":\"q\",\"text\":\"May we call?\",\"status\":\"pending\"},"
                                + "{\"type\":\"choices\",\"text\":\"Or else:\",\"choices\":[{\"id\":\"c/1\",\"title\":\"Prices\"}]},"
                                + "{\"type\":\"lead_form\",\"form\":{\"id\":\"f\",\"status\":\"offered\",\"fields\":["
                                + "{\"name\":\"email\",\"label\":\"Email\",\"type\":\"email\",\"required\":true,"
                                + "\"placeholder\":\"\",\"autocomplete\":\"email\",\"value\":\"ana@example.com\"}],"
                                + "\"consent\":{\"text\":\"I agree.\",\"required\":true,\"version\":\"1\"}}}"));
        page.route(
                "**/lead-forms/f/*",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(204).setHeaders(CORS)));
        page.route("**/confirmations/q", route -> answer(route, "{\"type\":\"text\",\"text\":\"We will.\"}"));
        page.route("**/choices/c%2F1", route -> answer(route, "{\"type\":\"text\",\"text\":\"Here they are.\"}"));
        say(page, "parts");
        assertThat(messages(page, "agent").last()).containsText("Ana has joined.");
        assertThat(messages(page, "agent").last()).containsText("<b>not bold</b>");
        assertThat(page.getByTestId("field-email")).hasValue("ana@example.com");
        assertThat(page.getByTestId("consent")).not().isChecked();
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("error-consent")).isVisible();
        assertThat(page.getByTestId("consent")).isFocused();
        assertAccessible(page, "all parts");
        shoot(page, "widget-parts");

        page.getByTestId("confirm-yes").click();
        assertThat(messages(page, "agent").last()).containsText("We will.");
        page.getByTestId("choice").click();
        assertThat(messages(page, "visitor").last()).containsText("Prices");
        assertThat(messages(page, "agent").last()).containsText("Here they are.");
        assertThat(page.getByTestId("choice")).isHidden();
    }

    @Test
    void isHeldByThePageThroughItsApiAndEvents() {
        var page = page(Chromium.browser().newContext());
        page.addInitScript("window.heard = []; window.foyer = [['on', 'open', () => heard.push('open')],"
                + " ['on', 'lead', detail => heard.push(detail.fields.email)], ['open']];"
                + "document.addEventListener('foyer:form', () => heard.push('form'))");
        page.navigate(site.page("/api", tag(agent, "data-texts='{\"title\":\"x\",\"subtitle\":\"Ask us\"}'")));
        assertThat(page.getByTestId("composer")).isFocused();
        assertThat(page.getByTestId("panel")).containsText("Ask us");
        leaveLead(page, "api@example.com");
        assertThat(page.evaluate("() => heard")).isEqualTo(List.of("open", "form", "api@example.com"));

        page.evaluate("() => foyer.setLocale('fr')");
        assertThat(page.getByTestId("composer")).hasAttribute("placeholder", "Écrivez un message…");
        assertThat(page.getByTestId("success")).hasText("Envoyé");
        page.evaluate("() => foyer.close()");
        assertThat(page.getByTestId("panel")).isHidden();
        page.evaluate("() => { foyer.reset(); foyer.open(); }");
        assertThat(page.getByTestId("message")).hasCount(1);
        assertThat(faults).isEmpty();
    }

    @Test
    void bringsAProvedPersonToTheConversation() {
        var known = agentWith("");
        var secret = team.key()
                .post("/api/v1/agents/" + known + "/identity-secret", null)
                .expecting(201)
                .json()
                .path("secret")
                .asText();
        var page = page(Chromium.browser().newContext());
        page.navigate(site.page("/identity", tag(known, "")));
        page.evaluate(
                "identity => foyer.identify(identity)",
                Map.of(
                        "user_id",
                        "4711",
                        "user_hash",
                        IdentityContract.hash("4711", secret),
                        "email",
                        "proved@example.com"));
        openChat(page);
        say(page, ASK);
        assertThat(page.getByTestId("lead-form")).isVisible();
        // what is known is not asked again
        assertThat(page.getByTestId("field-email")).hasCount(0);
        assertThat(page.getByTestId("field-phone")).isVisible();
        assertThat(faults).isEmpty();
    }

    @Test
    void standsInThePageInlineAndServesHeadless() {
        var page = page(Chromium.browser().newContext());
        page.navigate(site.page(
                "/inline", "<foyer-chat inline></foyer-chat>" + tag(agent, "") + "<p id=\"after\">After it</p>"));
        assertThat(page.getByTestId("composer")).isVisible();
        assertThat(page.getByTestId("launcher")).hasCount(0);
        say(page, ASK);
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertThat(page.getByTestId("panel").boundingBox().y)
                .isLessThan(page.locator("#after").boundingBox().y);
        shoot(page, "widget-inline");
        assertAccessible(page, "inline");

        var said = page.evaluate(
                "async ([host, agent]) => {"
                        + " const { FoyerClient, idempotencyKey } = await import(host + '/widget/client.js');"
                        + " const client = new FoyerClient({ host, agent });"
                        + " const { id } = await client.start({}, idempotencyKey());"
                        + " const types = [];"
                        + " for await (const reply of client.send(id, 'Hello', idempotencyKey())) types.push(reply.type);"
                        + " return types; }",
                List.of(foyer, agent));
        assertThat(said.toString()).startsWith("[accepted, token").contains("message");
        assertThat(faults).isEmpty();
    }

    @Test
    void meetsTheAccessibilityRulesInEveryStateLightAndDark() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var name = scheme.name().toLowerCase(Locale.ROOT);
            var page = page(Chromium.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setColorScheme(scheme)
                            .setReducedMotion(ReducedMotion.REDUCE)));
            page.navigate(site.page("/axe", tag(agent, "")));
            assertThat(page.getByTestId("teaser")).isVisible();
            shoot(page, "widget-" + name + "-teaser");
            assertAccessible(page, name + " teaser");
            openChat(page);
            assertAccessible(page, name + " greeting");
            say(page, ASK);
            assertThat(page.getByTestId("lead-form")).isVisible();
            shoot(page, "widget-" + name + "-form");
            assertAccessible(page, name + " form");
            page.getByTestId("submit").click();
            assertThat(page.getByTestId("error-email")).isVisible();
            shoot(page, "widget-" + name + "-error");
            assertAccessible(page, name + " error");
            assertThat(page.evaluate("() => document.getAnimations().length")).isEqualTo(0);
            page.getByTestId("dismiss").click();
            assertThat(page.getByTestId("dismissed")).isVisible();
            shoot(page, "widget-" + name + "-dismissed");
            assertAccessible(page, name + " dismissed");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void fitsNarrowScreensRightToLeftAndForcedColours() {
        var page = page(Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(320, 568)
                        .setForcedColors(ForcedColors.ACTIVE)));
        page.navigate(site.page("/narrow", "", "lang=\"ar\" dir=\"rtl\"", tag(agent, "data-locale=\"ar\"")));
        var launcher = page.getByTestId("launcher");
        assertThat(launcher).isVisible();
        assertThat(launcher.boundingBox().x).as("at the left").isLessThan(160);
        openChat(page);
        leaveLead(page, "narrow@example.com");
        say(page, "x".repeat(300));
        var scroller = page.getByTestId("panel").locator(".scroller");
        assertThat(scroller.evaluate("node => node.scrollWidth - node.clientWidth"))
                .isEqualTo(0);
        assertThat(page.getByTestId("composer").evaluate("node => getComputedStyle(node).direction"))
                .isEqualTo("rtl");
        // the chat covers the page, so the keyboard stays in it
        page.getByTestId("sound").focus();
        page.keyboard().press("Shift+Tab");
        assertThat(page.getByTestId("send")).isFocused();
        shoot(page, "widget-narrow-rtl-forced");
        for (var button : page.getByTestId("panel").locator("button:visible").all()) {
            var box = button.boundingBox();
            assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(24);
        }
        assertThat(faults).isEmpty();
    }

    private static String agentWith(String more) {
        var made = team.agent("{\"name\":\"Front desk\",\"greeting\":\"Hi! How can we help?\"" + more + "}");
        team.key()
                .post(
                        "/api/v1/agents/" + made + "/actions",
                        "{\"kind\":\"collect_leads\",\"fields\":[\"email\",\"phone\"]}")
                .expecting(201);
        return made;
    }

    private static String tag(String agent, String attributes) {
        return "<script src=\"" + foyer + "/widget.js\" data-agent=\"" + agent + "\" " + attributes
                + " async></script>";
    }

    private Page visit(String path, String body) {
        var page = page(Chromium.browser().newContext());
        page.navigate(site.page(path, body + tag(agent, "")));
        return page;
    }

    private Page page(BrowserContext context) {
        context.setDefaultTimeout(PATIENCE);
        return watched(context.newPage(), faults, "^$");
    }

    private static void openChat(Page page) {
        page.getByTestId("launcher").click();
        assertThat(messages(page, "agent").first()).isVisible();
    }

    private static void leaveLead(Page page, String email) {
        say(page, ASK);
        page.getByTestId("field-email").fill(email);
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("success")).isVisible();
    }

    private static int leads(String email) {
        return team.key().get("/api/v1/leads?q=" + email).json().path("items").size();
    }

    private static void answer(Route route, String parts) {
        if (!route.request().method().equals("POST")) {
            route.resume();
            return;
        }
        var message =
                "{\"message\":{\"id\":\"" + System.nanoTime() + "\",\"author\":\"agent\",\"parts\":[" + parts + "]}}";
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setHeaders(CORS)
                .setContentType("text/event-stream")
                .setBody("event: message\ndata: " + message + "\n\nevent: done\ndata: {}\n\n"));
    }

    private static Locator messages(Page page, String author) {
        return page.locator("[data-testid=message][data-author=" + author + "]:not([data-streaming])");
    }

    private static void say(Page page, String text) {
        page.getByTestId("composer").fill(text);
        page.getByTestId("composer").press("Enter");
        assertThat(messages(page, "visitor").last()).containsText(text);
    }

    private static int gzipped(byte[] body) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size();
    }
}
