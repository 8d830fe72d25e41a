package org.foyer.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageHeadersTest {
    private static final String DIGEST = "'sha256-pFEsPcv7ljCd04KxGPDV1BI1joHi4wL6EX606Bn7x5U='";

    @Test
    void allowsTheImportMapOfThePageAndNoOtherInlineScript() {
        var policy =
                PageHeaders.policy("<script type=\"importmap\">\n  {\"imports\": {}}\n</script><script>no()</script>");

        assertThat(policy).contains("script-src 'self' " + DIGEST + ";").doesNotContain("unsafe");
    }

    @Test
    void takesLineEndsAsABrowserDoes() {
        assertThat(PageHeaders.policy("<script type=\"importmap\">\r\n  {\"imports\": {}}\r\n</script>"))
                .contains(DIGEST);
    }

    @Test
    void findsTheImportMapOfTheDashboard() throws IOException {
        assertThat(PageHeaders.policy(Files.readString(Path.of("src/main/webapp/index.html"))))
                .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}';");
    }

    @Test
    void allowsNoInlineScriptWhereThereIsNoImportMap() {
        assertThat(PageHeaders.policy("<p>A page</p>")).contains("script-src 'self';");
    }
}
