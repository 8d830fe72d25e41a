package org.foyer.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.acceptance.Pages.assertAccessible;
import static org.foyer.acceptance.Pages.assertSound;
import static org.foyer.acceptance.Pages.shoot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Real Chromium on the dashboard: an operator sets up an agent and the workspace. */
class DashboardIT {
    /** Where each page of the settings is, and what its heading says. */
    private static final Map<String, String> SETTINGS = Map.of(
            "account", "My account",
            "workspace", "Workspace",
            "members", "Members",
            "attributes", "Custom attributes",
            "retention", "Retention",
            "audit", "Audit trail",
            "api-keys", "API keys",
            "webhooks", "Webhooks",
            "workspaces", "Workspaces");

    @Test
    void anOperatorAddsTheFormAndSeesItBeforeAnybodyElseDoes() {
        var faults = new ArrayList<String>();
        var page = signedIn(1280, 860, ColorScheme.LIGHT, faults);
        button(page, "New agent").first().click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Front desk");
        button(page, "Create agent").click();
        assertThat(page.getByText("This agent only talks, so far")).isVisible();
        shoot(page, "dashboard-actions-empty");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Collect leads"))
                .click();

        assertThat(previewed(page)).hasCount(2);
        button(page, "Add field").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Phone"))
                .click();
        assertThat(previewed(page)).hasCount(3);
        assertPreviewed(page, "name", "email", "phone");
        button(page, "Move Phone up").focus();
        page.keyboard().press("Enter");
        assertPreviewed(page, "name", "phone", "email");
        assertThat(button(page, "Move Phone up")).isFocused();
        drag(page, "phone", "email");
        assertPreviewed(page, "name", "email", "phone");
        page.locator("input[name=success_message]").fill("We will ring you today.");
        shoot(page, "dashboard-action-new");

        button(page, "Add action").click();
        assertThat(page.getByTestId("understood")).containsText("call-back");
        assertThat(page).hasURL(Pattern.compile("/actions/[0-9a-f-]{36}$"));
        page.getByLabel("What a visitor writes").fill("Can someone call me back?\nWhat is the weather like?");
        button(page, "Try it").click();
        var decisions = page.locator(".decision");
        assertThat(decisions).hasCount(2);
        assertThat(decisions.first()).containsText("Offers the form");
        assertThat(decisions.last()).containsText("Offers nothing");
        decisions.last().getByRole(AriaRole.BUTTON).first().click();
        assertThat(page.getByLabel("Offer after messages like these")).hasValue("What is the weather like?");
        assertThat(decisions.last()).containsText("Offers the form");
        shoot(page, "dashboard-action-tried");
        assertAccessible(page, "action");

        var form = page.locator("f-form-preview");
        form.getByTestId("field-email").fill("ana@example.com");
        form.getByTestId("submit").click();
        assertThat(form).containsText("We will ring you today.");
        assertThat(faults).isEmpty();

        var agent = page.url().replaceAll(".*/agents/([^/]+)/.*", "$1");
        var action = Team.signIn(Running.onH2().url())
                .key()
                .get("/api/v1/agents/" + agent + "/actions")
                .json()
                .path("items")
                .path(0);
        assertThat(action.path("success_message").asText()).isEqualTo("We will ring you today.");
        assertThat(action.path("fields").toString()).isEqualTo("[\"name\",\"email\",\"phone\"]");
        page.context().close();
    }

    @Test
    void changesThatAreNotSavedAreNotLostByAccident() {
        var page = signedIn(1280, 860, ColorScheme.LIGHT, new ArrayList<>());
        page.locator(".rowlink").first().click();
        page.locator("textarea[name=greeting]").fill("Good morning!");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Leads"))
                .click();
        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Leave without saving?");
        dialog.getByText("Cancel").click();
        assertThat(page.locator("textarea[name=greeting]")).hasValue("Good morning!");
        page.context().close();
    }

    @Test
    void anAdminMakesAKeyAndInvitesSomebody() {
        var faults = new ArrayList<String>();
        var page = signedIn(1280, 860, ColorScheme.LIGHT, faults);
        go(page, "/settings/api-keys", "API keys");
        button(page, "New API key").first().click();
        page.getByLabel("What it is for").fill("CRM of the browser test");
        button(page, "Create key").click();
        var key = page.getByRole(AriaRole.DIALOG).locator("code").first();
        assertThat(key).containsText("fyr_live_");
        var api = Api.at(Running.onH2().url()).bearing(key.textContent());
        assertThat(api.get("/api/v1/agents").status()).isEqualTo(200);
        assertAccessible(page, "new key");
        shoot(page, "dashboard-api-key");
        button(page, "I have kept it").click();
        button(page, "Revoke CRM of the browser test").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Revoke key"))
                .click();
        assertThat(page.getByText("Key revoked")).isVisible();
        assertThat(api.get("/api/v1/agents").status()).isEqualTo(401);

        go(page, "/settings/members", "Members");
        button(page, "Invite").first().click();
        page.locator("input[name=email]").fill("grace.browser@example.com");
        button(page, "Make the invitation").click();
        var link = page.getByRole(AriaRole.DIALOG).locator("code").first();
        assertThat(link).containsText("#/invitation?token=");
        var invitation = link.textContent();
        button(page, "I have kept it").click();
        assertThat(page.locator("td", new Page.LocatorOptions().setHasText("grace.browser@example.com"))
                        .first())
                .isVisible();
        shoot(page, "dashboard-members");

        go(page, "/settings/account", "My account");
        var mails = page.locator("select[name=new_leads]");
        assertThat(mails).hasValue("off");
        mails.selectOption("daily");
        assertThat(page.getByText("Saved")).isVisible();
        page.reload();
        assertThat(mails).hasValue("daily");
        mails.selectOption("off");
        assertThat(page.getByText("You get no mail about leads")).isVisible();
        assertThat(faults).isEmpty();
        page.context().close();

        var guest = visit(1280, 860, ColorScheme.LIGHT, new ArrayList<>());
        guest.navigate(Running.onH2().url() + "/" + invitation.substring(invitation.indexOf('#')));
        assertThat(guest.getByText("grace.browser@example.com")).isVisible();
        guest.context().close();
    }

    @Test
    void addsAWebhookSeesWhatItWasToldAndRemovesIt() {
        var faults = new ArrayList<String>();
        try (var crm = Site.open()) { // which thanks for whatever it is told
            var page = signedIn(1280, 860, ColorScheme.LIGHT, faults);
            go(page, "/settings/webhooks", "Webhooks");
            button(page, "Add webhook").first().click();
            page.locator("input[name=url]").fill(crm.origin() + "/leads");
            page.locator("input[name=description]").fill("Leads into the CRM");
            page.getByText("Only some of them").click();
            button(page, "Condition").click();
            page.getByLabel("Operator").selectOption("ends_with");
            page.getByLabel("Value").fill("@example.com");
            assertSound(page, "dashboard-webhook-new");
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add webhook"))
                    .click();
            assertThat(page.getByRole(AriaRole.DIALOG).locator("code").first()).containsText("whsec_");
            button(page, "I have kept it").click();
            assertThat(page.locator("main h1").first()).containsText("Leads into the CRM");
            assertThat(page.locator("dl.facts"))
                    .containsText("{\"field\":\"email\",\"op\":\"ends_with\",\"value\":\"@example.com\"}");
            ofMenu(page, "Edit");
            assertThat(page.getByLabel("Value")).hasValue("@example.com");
            page.getByLabel("Remove condition").click();
            page.locator("dialog[open] footer .primary").click();
            assertThat(page.locator("dl.facts")).not().containsText("Only where");

            button(page, "Ping").click();
            assertThat(page.getByText("Ping is on its way")).isVisible();
            refreshUntil(page, Pattern.compile("Delivered\\s*1"));
            assertSound(page, "dashboard-webhook");
            page.locator("f-table tbody").getByText("ping").click();
            var drawer = page.getByRole(AriaRole.DIALOG);
            assertThat(drawer).containsText("webhook-id");
            assertThat(drawer).containsText("1 attempt");
            assertSound(page, "dashboard-webhook-delivery");
            button(page, "Send again").click();
            assertThat(page.getByText("It is sent again")).isVisible();
            page.keyboard().press("Escape");
            refreshUntil(page, Pattern.compile("Delivered\\s*2"));

            ofMenu(page, "Rotate the secret");
            page.locator("dialog[open] footer .primary").click();
            assertThat(page.getByRole(AriaRole.DIALOG).locator("code").first()).containsText("whsec_");
            button(page, "I have kept it").click();
            button(page, "Pause").click();
            assertThat(page.locator("f-header .badge")).hasText("Paused");
            button(page, "Enable").click();
            assertThat(page.locator("f-header .badge")).hasText("Active");
            ofMenu(page, "Delete");
            page.locator("dialog[open] footer .danger").click();
            assertThat(page.getByText("No webhook yet")).isVisible();
            assertThat(faults).isEmpty();
            page.context().close();
        }
    }

    /** Until the deliveries are such; they don't come by themselves. */
    private static void refreshUntil(Page page, Pattern deliveries) {
        var rows = page.locator("f-table tbody");
        for (var tries = 0; tries < 40 && !deliveries.matcher(rows.innerText()).find(); tries++) {
            page.waitForTimeout(250);
            button(page, "Refresh").click();
        }
        assertThat(rows).containsText(deliveries);
    }

    private static void ofMenu(Page page, String item) {
        button(page, "More for this webhook").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item))
                .click();
    }

    @Test
    void meetsTheAccessibilityRulesOnEveryPageInLightAndDark() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var faults = new ArrayList<String>();
            var narrow = scheme == ColorScheme.DARK;
            var page = signedIn(narrow ? 375 : 1280, 800, scheme, faults);
            var name = "dashboard-%s-" + scheme.name().toLowerCase(Locale.ROOT);
            assertSound(page, name.formatted("agents"));
            page.locator(".rowlink").first().click();
            assertThat(page.locator("textarea[name=greeting]")).isVisible();
            assertSound(page, name.formatted("agent"));
            var agent = page.url().replaceAll(".*#", "");
            for (var tab : List.of("actions", "knowledge", "look", "model", "identity")) {
                page.navigate(Running.onH2().url() + "/#" + agent + "/" + tab);
                assertThat(page.locator("f-agent-" + tab + " .card").first()).isVisible();
                if (tab.equals("look")) {
                    page.locator("iframe.live").scrollIntoViewIfNeeded();
                    assertThat(page.frameLocator("iframe.live").getByTestId("launcher"))
                            .isVisible();
                }
                assertSound(page, name.formatted("agent-" + tab));
            }
            SETTINGS.forEach((part, heading) -> {
                go(page, "/settings/" + part, heading);
                assertThat(page.locator(".part [aria-busy=true], .part .skeleton"))
                        .hasCount(0);
                assertSound(page, name.formatted("settings-" + part));
            });
            assertThat(faults).isEmpty();
            page.context().close();
        }
    }

    private static Page visit(int width, int height, ColorScheme scheme, List<String> faults) {
        // that nobody is signed in, and that there is no identity secret yet
        return Pages.open(width, height, scheme, faults, "401|404");
    }

    private static Page signedIn(int width, int height, ColorScheme scheme, List<String> faults) {
        var page = visit(width, height, scheme, faults);
        page.navigate(Running.onH2().url() + "/");
        page.locator("input[name=email]").fill(Team.EMAIL);
        page.locator("input[name=password]").fill(Team.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".rowlink").first()).isVisible();
        return page;
    }

    private static void go(Page page, String path, String heading) {
        page.navigate(Running.onH2().url() + "/#" + path);
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setLevel(1).setName(heading).setExact(true)))
                .isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator previewed(Page page) {
        return page.locator("f-form-preview [data-testid^=field-]");
    }

    private static void assertPreviewed(Page page, String... fields) {
        for (var at = 0; at < fields.length; at++) {
            assertThat(previewed(page).nth(at)).hasAttribute("data-testid", "field-" + fields[at]);
        }
    }

    /** Takes one field by its handle and lets it go on the far side of another. */
    private static void drag(Page page, String field, String beyond) {
        var handle = page.locator("[data-field=" + field + "] .handle");
        handle.scrollIntoViewIfNeeded();
        var from = handle.boundingBox();
        var to = page.locator("[data-field=" + beyond + "]").boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse().move(from.x + from.width / 2, to.y + to.height / 2 - 4);
        page.mouse().move(from.x + from.width / 2, to.y + to.height - 3);
        page.mouse().up();
    }
}
