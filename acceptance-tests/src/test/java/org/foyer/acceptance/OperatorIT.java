package org.foyer.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An operator in the dashboard, in real Chromium, once the visitors have been there: the lead, the conversation and its
 * answer, the contact, filter and segment, export, the numbers.
 */
class OperatorIT {
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("basedir")).resolve("target").resolve("screenshots");
    private static final List<String> PAGES = List.of(
            "leads",
            "conversations",
            "contacts",
            "contacts/imports",
            "contacts/exports",
            "contacts/duplicates",
            "analytics",
            "analytics?view=activity",
            "analytics?view=sources");

    private static Playwright playwright;
    private static Browser browser;
    private static Team team;

    @BeforeAll
    static void open() {
        team = Team.signIn(Running.onH2().url());
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.executable())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void close() {
        PlaywrightAssertions.setDefaultAssertionTimeout(5_000);
        browser.close();
        playwright.close();
    }

    @Test
    void goesFromTheLeadOverItsConversationToTheContact() {
        var conversation = aLeadOf("Olga Operator", "olga.operator@example.com");
        var faults = new ArrayList<String>();
        var page = signedIn(1280, ColorScheme.LIGHT, faults);

        open(page, "leads");
        page.getByLabel("Search leads").fill("olga.operator");
        assertThat(page.getByRole(AriaRole.LINK, named("Olga Operator"))).hasCount(1);
        page.getByRole(AriaRole.LINK, named("Olga Operator")).click();
        assertThat(heading(page)).hasText("Olga Operator");
        page.getByLabel("Status of Olga Operator").selectOption("qualified");
        assertThat(page.locator(".page-header .badge")).hasText("Qualified");
        page.getByLabel("Note").fill("Wants a call on Monday");
        page.getByText("Save note").click();
        assertThat(page.locator(".toasts")).containsText("The note is saved");

        page.getByRole(AriaRole.LINK, named("The conversation")).click();
        assertThat(page.locator(".transcript")).containsText("Can someone call me back?");
        assertThat(page.locator(".transcript .form")).containsText("olga.operator@example.com");
        assertThat(page.locator(".why").first()).containsText("The form was offered");
        page.getByLabel("Your answer").fill("Olga, I will call you on Monday.");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Send").setExact(true))
                .click();
        assertThat(page.locator(".turn.team")).containsText("I will call you on Monday");
        assertThat(page.getByText("The team answers; the agent is silent.").first())
                .isVisible();
        clean(page, "operator-conversation");
        assertThat(team.key()
                        .get("/api/v1/conversations/" + conversation)
                        .json()
                        .path("agent_replies")
                        .asBoolean())
                .isFalse();

        page.getByRole(AriaRole.LINK, named("The contact")).click();
        assertThat(heading(page)).hasText("Olga Operator");
        assertThat(page.locator(".timeline")).containsText("Submitted a form");
        clean(page, "operator-contact");
        assertThat(faults).isEmpty();
        page.context().close();
    }

    @Test
    void filtersSavesASegmentAndExportsContacts() throws Exception {
        team.session()
                .post("/api/v1/custom-attributes", "{\"name\":\"tier\",\"label\":\"Tier\",\"type\":\"text\"}")
                .expecting(201);
        for (var name : List.of("Gold", "Silver")) {
            team.key()
                    .post(
                            "/api/v1/contacts",
                            "{\"name\":\"Filtered " + name + "\",\"email\":\"filtered." + name
                                    + "@example.com\",\"custom_attributes\":{\"tier\":\"" + name + "\"}}")
                    .expecting(201);
        }
        var faults = new ArrayList<String>();
        var page = signedIn(1280, ColorScheme.LIGHT, faults);
        open(page, "contacts");
        page.getByRole(AriaRole.BUTTON, named("Filter")).click();
        page.getByRole(AriaRole.BUTTON, named("Condition")).click();
        page.getByLabel("Field").selectOption("custom.tier");
        page.getByLabel("Operator").selectOption("eq");
        page.getByLabel("Value").fill("gold");
        page.getByLabel("Value").press("Tab");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText("Filtered Gold");
        page.getByText("Save as segment").click();
        page.locator("dialog input[name=name]").fill("Gold customers");
        page.locator("dialog button.primary").click();
        assertThat(page.getByLabel("Segment", new Page.GetByLabelOptions().setExact(true)))
                .containsText("Gold customers");
        clean(page, "operator-filter");

        page.getByRole(AriaRole.BUTTON, named("Export")).click();
        var file = page.waitForDownload(() -> page.getByText("Export as CSV").click());
        assertThat(Files.readString(file.path(), StandardCharsets.UTF_8))
                .contains("filtered.Gold@example.com")
                .doesNotContain("Silver");
        assertThat(faults).isEmpty();
        page.context().close();
    }

    @Test
    void showsEveryListCleanlyInLightAndDarkOnAnyScreen() {
        aLeadOf("Pia Page", "pia.page@example.com");
        var faults = new ArrayList<String>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var page = signedIn(scheme == ColorScheme.LIGHT ? 1280 : 375, scheme, faults);
            for (var path : PAGES) {
                open(page, path);
                assertThat(page.locator("[aria-busy=true]")).hasCount(0);
                assertThat(page.getByText("Loading…")).hasCount(0);
                clean(page, "operator-" + path.replaceAll("\\W+", "-") + "-" + scheme);
            }
            page.context().close();
        }
        assertThat(faults).isEmpty();
    }

    private static String aLeadOf(String name, String email) {
        var agent = team.key()
                .post("/api/v1/agents", "{\"name\":\"Front desk\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();
        team.key()
                .post(
                        "/api/v1/agents/" + agent + "/actions",
                        "{\"kind\":\"collect_leads\",\"fields\":[\"name\",\"email\"]}")
                .expecting(201);
        var visitor = Api.at(Running.onH2().url());
        var begun = visitor.post("/api/widget/v1/agents/" + agent + "/conversations", "{}")
                .expecting(201)
                .json();
        var conversation = begun.path("id").asText();
        visitor = visitor.bearing(begun.path("token").asText());
        var answer = visitor.post(
                        "/api/widget/v1/conversations/" + conversation + "/messages",
                        "{\"text\":\"Can someone call me back?\"}")
                .json();
        var form = answer.findPath("form").path("id").asText();
        visitor.post(
                        "/api/widget/v1/lead-forms/" + form + "/submission",
                        "{\"fields\":{\"name\":\"" + name + "\",\"email\":\"" + email + "\"}}")
                .expecting(201);
        return conversation;
    }

    private static Page signedIn(int width, ColorScheme scheme, List<String> faults) {
        var page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 860)
                        .setColorScheme(scheme))
                .newPage();
        page.onPageError(faults::add);
        page.navigate(Running.onH2().url().toString());
        page.locator("input[name=email]").fill(Team.EMAIL);
        page.locator("input[name=password]").fill(Team.PASSWORD);
        // being signed out is told by a 401, which is no fault
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.locator("button.primary").click();
        assertThat(page.locator("f-nav")).isVisible();
        return page;
    }

    private static void open(Page page, String path) {
        page.navigate(Running.onH2().url() + "/#/" + path);
        assertThat(heading(page)).not().hasText("…");
    }

    private static Locator heading(Page page) {
        return page.locator("main h1").first();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** No accessibility violation and nothing wider than the screen; keeps a screenshot. */
    private static void clean(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as(name)
                .map(violation ->
                        violation.getId() + " " + violation.getNodes().get(0).getHtml())
                .isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("%s overflows", name)
                .isEqualTo(0);
    }
}
