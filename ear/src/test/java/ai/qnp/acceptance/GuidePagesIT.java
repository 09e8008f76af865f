package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.PageForEveryone;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user guide as the server shows it, to somebody who has not signed in. */
@BrowserTest
class GuidePagesIT {
    private final Gateway gateway;

    GuidePagesIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private String address(String path) {
        return gateway.http().root() + path;
    }

    private List<String> pages() throws Exception {
        try (Stream<Path> files = Files.list(GatewayProcess.root().resolve("docs/guide"))) {
            return files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .map(name -> name.equals("README") ? "/guide" : "/guide/" + name)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyPageIsForEveryone(Chromium chromium) throws Exception {
        Page page = chromium.somebody();
        for (String path : pages()) {
            assertThat(page.navigate(address(path)).status()).as(path).isEqualTo(200);
            PageForEveryone.holds(page, path.substring(1).replace('/', '-'));
        }
    }

    @Test
    void leadsFromPageToPageAndCopiesExamplesWithItsOwnAddress(Chromium chromium) {
        Page page = chromium.somebody();
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.navigate(address("/guide"));
        page.locator("#guideText a[href='/guide/quickstart']").click();
        assertThat(page.locator("h1")).hasText("Quickstart");
        assertThat(page.locator(".guide-pages a[aria-current=page]")).hasText("Quickstart");
        Locator example = page.locator("#example1");
        assertThat(example).containsText("curl " + address("/api/v1/chat/completions"));
        page.locator("[data-copy=example1]").click();
        assertThat(page.locator("[data-copy=example1]")).containsText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(example.textContent());

        page.navigate(address("/guide/sdks"));
        page.locator(".guide-sections a[href='#python']").click();
        assertThat(page.locator("h2#python")).isInViewport();
    }

    @Test
    void nobodysDataIsInItAndStrangersAreShownTheWayIn(Chromium chromium) {
        Page stranger = chromium.somebody();
        stranger.navigate(address("/guide"));
        assertThat(stranger.locator("#navKeys")).hasCount(0);
        stranger.locator("#toSignIn").click();
        stranger.locator("#adminToken").fill(Gateway.ADMIN_TOKEN);
        stranger.locator("#signIn").click();
        stranger.waitForURL("**/dashboard/overview.xhtml");

        stranger.locator("#navGuide").click();
        assertThat(stranger.locator("#navGuide")).hasAttribute("aria-current", "page");
        assertThat(stranger.locator("#toSignIn")).hasCount(0);
        stranger.locator("#navKeys").click();
        assertThat(stranger.locator("#newKey")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guide/none", "/guide/quickstart.md", "/guide/quickstart/more", "/guide/%2e%2e/running"})
    void whatIsNoPageOfItIsNotThere(String path) {
        int status =
                gateway.http().send("GET", path, null, "Accept", "text/html").status();

        assertThat(status).isIn(302, 400, 404);
    }
}
