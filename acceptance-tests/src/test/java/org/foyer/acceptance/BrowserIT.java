package org.foyer.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.acceptance.Pages.assertAccessible;
import static org.foyer.acceptance.Pages.shoot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Real Chromium on the demo page, from greeting to success message. */
class BrowserIT {

    @Test
    void leadsAVisitorFromGreetingToSuccessMessage() {
        var faults = new ArrayList<String>();
        var page = visit(1280, 800, ColorScheme.LIGHT, faults);
        page.getByTestId("launcher").click();
        assertThat(messages(page, "agent").first())
                .containsText("demo", new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true));
        shoot(page, "1-greeting");

        say(page, "Can someone call me back?");
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertThat(page.getByTestId("field-email")).isVisible();
        shoot(page, "2-form");
        page.getByTestId("field-email").fill("ana");
        page.getByTestId("submit").click();
        assertThat(page.getByTestId("error-email")).isVisible();
        assertThat(page.getByTestId("field-email")).hasValue("ana");
        shoot(page, "3-error");

        page.getByTestId("field-name").fill("Ana");
        page.getByTestId("field-email").fill("ana.browser@example.com");
        page.getByTestId("submit").click();
        assertThat(messages(page, "agent").last()).containsText("Thanks! Our team will email you");
        assertThat(page.getByTestId("success")).isVisible();
        shoot(page, "4-success");

        say(page, "Thank you!");
        assertThat(messages(page, "visitor")).hasCount(2);
        page.reload();
        assertThat(messages(page, "visitor")).hasCount(2);
        assertThat(page.getByTestId("success")).isVisible();
        assertThat(faults).isEmpty();

        var team = Team.signIn(Running.onH2().url());
        var lead = team.key()
                .get("/api/v1/leads?q=ana.browser")
                .json()
                .path("items")
                .path(0);
        assertThat(lead.path("fields").path("name").asText()).isEqualTo("Ana");
        assertThat(lead.path("source").path("page_url").asText()).endsWith("/demo");
        page.context().close();
    }

    @Test
    void dismissesTheFormAndChatsOnOnADarkPhone() {
        var faults = new ArrayList<String>();
        var page = visit(375, 720, ColorScheme.DARK, faults);
        page.getByTestId("launcher").click();
        say(page, "I'd like to talk to a human");
        assertThat(page.getByTestId("lead-form")).isVisible();
        shoot(page, "5-dark-phone-form");
        page.getByTestId("dismiss").click();
        assertThat(messages(page, "agent").last()).containsText("No problem");
        assertThat(page.getByTestId("dismissed")).isVisible();
        assertThat(page.getByTestId("field-email")).hasCount(0);
        say(page, "Hello again");
        assertThat(messages(page, "visitor")).hasCount(2);
        shoot(page, "6-dark-phone-dismissed");
        assertThat(faults).isEmpty();
        page.context().close();
    }

    @Test
    void meetsTheAccessibilityRulesOnEveryPageAndState() {
        var page = visit(1280, 800, ColorScheme.LIGHT, new ArrayList<>());
        assertAccessible(page, "demo page");
        page.getByTestId("launcher").click();
        say(page, "Please call me back");
        assertThat(page.getByTestId("lead-form")).isVisible();
        assertAccessible(page, "form");
        page.navigate(Running.onH2().url() + "/");
        assertAccessible(page, "start page");
        shoot(page, "7-start");
        page.navigate(Running.onH2().url() + "/docs/api");
        assertThat(page.getByText("/api/v1/leads/{lead_id}").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        shoot(page, "8-api-docs");
        page.context().close();
    }

    private static Page visit(int width, int height, ColorScheme scheme, List<String> faults) {
        var page = Pages.open(width, height, scheme, faults, "400 \\(Bad Request\\)"); // a refused form
        page.navigate(Running.onH2().url() + "/demo");
        assertThat(page).hasTitle(Pattern.compile(".+"));
        return page;
    }

    private static Locator messages(Page page, String author) {
        return page.locator("[data-testid=message][data-author=" + author + "]:not([data-streaming])");
    }

    private static void say(Page page, String text) {
        page.getByTestId("composer").fill(text);
        page.getByTestId("composer").press("Enter");
        assertThat(messages(page, "visitor").last()).containsText(text);
    }
}
