package org.foyer.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.acceptance.Pages.assertSound;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An operator in the dashboard, in real Chromium, once the visitors have been there: the lead, the conversation and its
 * answer, the contact, filter and segment, export, import, the numbers.
 */
class OperatorIT {
    /** The lists, and what is to be seen on each alone. */
    private static final Map<String, String> PAGES = Map.of(
            "leads", "h1:text-is('Leads')",
            "conversations", "h1:text-is('Conversations')",
            "contacts", "h1:text-is('Contacts')",
            "contacts/imports", "h1:text-is('Import contacts')",
            "contacts/exports", "h1:text-is('Exports')",
            "contacts/duplicates", "h1:text-is('Duplicates')",
            "analytics", "text=Submitted of offered",
            "analytics?view=activity", "text=Conversations and leads over time",
            "analytics?view=sources", "text=Where conversations and leads came from");

    private static Team team;

    @BeforeAll
    static void open() {
        team = Team.signIn(Running.onH2().url());
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
        assertSound(page, "operator-conversation");
        assertThat(team.key()
                        .get("/api/v1/conversations/" + conversation)
                        .json()
                        .path("agent_replies")
                        .asBoolean())
                .isFalse();

        page.getByRole(AriaRole.LINK, named("The contact")).click();
        assertThat(heading(page)).hasText("Olga Operator");
        assertThat(page.locator(".timeline")).containsText("Submitted a form");
        assertSound(page, "operator-contact");
        assertThat(faults).isEmpty();
        page.context().close();
    }

    @Test
    void filtersSavesASegmentAndExportsContacts() throws Exception {
        var tier = "tier" + System.nanoTime();
        team.session()
                .post("/api/v1/custom-attributes", "{\"name\":\"" + tier + "\",\"label\":\"Tier\",\"type\":\"text\"}")
                .expecting(201);
        for (var name : List.of("Gold", "Silver")) {
            team.key()
                    .post(
                            "/api/v1/contacts",
                            "{\"name\":\"Filtered " + name + "\",\"email\":\"" + tier + "." + name
                                    + "@example.com\",\"custom_attributes\":{\"" + tier + "\":\"" + name + "\"}}")
                    .expecting(201);
        }
        var faults = new ArrayList<String>();
        var page = signedIn(1280, ColorScheme.LIGHT, faults);
        open(page, "contacts");
        page.getByRole(AriaRole.BUTTON, named("Filter")).click();
        var exact = new Page.GetByLabelOptions().setExact(true);
        page.getByRole(AriaRole.BUTTON, named("Condition")).click();
        page.getByLabel("Field", exact).selectOption("custom." + tier);
        page.getByLabel("Operator", exact).selectOption("eq");
        page.getByLabel("Value", exact).fill("gold");
        page.getByLabel("Value", exact).press("Tab");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText("Filtered Gold");
        page.getByText("Save as segment").click();
        page.locator("dialog input[name=name]").fill("Gold customers");
        page.locator("dialog button.primary").click();
        assertThat(page.getByLabel("Segment", exact)).containsText("Gold customers");
        assertSound(page, "operator-filter");

        page.getByRole(AriaRole.BUTTON, named("Export")).click();
        var file = page.waitForDownload(() -> page.getByText("Export as CSV").click());
        assertThat(Files.readString(file.path(), StandardCharsets.UTF_8))
                .contains(tier + ".Gold@example.com")
                .doesNotContain("Silver");
        assertThat(faults).isEmpty();
        page.context().close();
    }

    @Test
    void triesAnImportRunsItAndUndoesIt() {
        var faults = new ArrayList<String>();
        var page = signedIn(1280, ColorScheme.LIGHT, faults);
        open(page, "contacts/imports");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "people.csv",
                        "text/csv",
                        "email,Full name\nimported.operator@example.com,Imported Person\nnonsense,Nobody\n"
                                .getBytes(StandardCharsets.UTF_8)));
        page.getByText("Try it out").click();
        assertThat(page.getByText("Nothing has been changed yet.")).isVisible();
        assertThat(page.locator("f-table tbody")).containsText("nonsense");
        assertSound(page, "operator-import-trial");
        assertThat(imported()).isZero();
        page.getByText("Import 1 contact").click();
        assertThat(page.getByText("Undo import")).isVisible();
        assertThat(page.locator(".figures")).containsText("Created1");
        assertThat(imported()).isEqualTo(1);
        page.getByText("Undo import").click();
        page.locator("dialog button.danger").click();
        assertThat(page.getByText("Undone: 1 removed")).isVisible();
        assertSound(page, "operator-import-undone");
        assertThat(imported()).isZero();
        assertThat(faults).isEmpty();
        page.context().close();
    }

    private static int imported() {
        return team.key()
                .post("/api/v1/contacts/search", "{\"q\":\"imported.operator@example.com\"}")
                .expecting(200)
                .json()
                .path("count")
                .asInt();
    }

    @Test
    void showsEveryListCleanlyInLightAndDarkOnAnyScreen() {
        aLeadOf("Pia Page", "pia.page@example.com");
        team.key()
                .post(
                        "/api/v1/segments",
                        "{\"name\":\"" + "A rather long name ".repeat(5).strip()
                                + "\",\"filter\":{\"field\":\"name\",\"op\":\"eq\",\"value\":\"Pia\"}}")
                .expecting(201);
        var faults = new ArrayList<String>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var page = signedIn(scheme == ColorScheme.LIGHT ? 1280 : 375, scheme, faults);
            PAGES.forEach((path, sign) -> {
                open(page, path);
                assertThat(page.locator(sign).first()).isVisible();
                assertThat(page.locator("[aria-busy=true]")).hasCount(0);
                assertThat(page.getByText("Loading…")).hasCount(0);
                assertSound(page, "operator-" + path.replaceAll("\\W+", "-") + "-" + scheme);
            });
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
        var page = Pages.open(width, 860, scheme, faults, "401"); // being signed out
        page.navigate(Running.onH2().url().toString());
        page.locator("input[name=email]").fill(Team.EMAIL);
        page.locator("input[name=password]").fill(Team.PASSWORD);
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
}
