package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** What every browser test looks for in a page. */
final class Pages {
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("basedir")).resolve("target").resolve("screenshots");

    private Pages() {}

    /**
     * Collects what the page complains about: exceptions and errors on its console, among them every request that
     * failed.
     *
     * @param expected a regular expression of the complaints that belong to the test, such as {@code "401"}; Chromium
     *     reports every refused request by itself
     */
    static Page watched(Page page, List<String> faults, String expected) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().matches("(?s).*(" + expected + ").*")) {
                faults.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    /** A {@link #watched} page in a browser of its own, of that size in CSS pixels. */
    static Page open(int width, int height, ColorScheme scheme, List<String> faults, String expected) {
        var context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme));
        return watched(context.newPage(), faults, expected);
    }

    /** Keeps a screenshot in {@code target/screenshots}. */
    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    static void assertAccessible(Page page, String what) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(what)
                .map(violation ->
                        violation.getId() + " " + violation.getNodes().get(0).getHtml())
                .isEmpty();
    }

    /** Accessible and no wider than the screen; keeps a screenshot. */
    static void assertSound(Page page, String name) {
        shoot(page, name);
        assertAccessible(page, name);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("%s overflows", name)
                .isEqualTo(0);
    }
}
