package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.GatewayProcess;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user guide as the server shows it, to somebody who has not signed in. */
@AcceptanceTest
@Tag("once")
@Timeout(180)
class GuidePagesIT {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

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

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyPageIsForEveryoneAtEveryWidth(ColorScheme theme) throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.somebody();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (String path : pages()) {
                assertThat(page.navigate(address(path)).status()).as(path).isEqualTo(200);
                for (int width : List.of(360, 820, 1440)) {
                    page.setViewportSize(width, 900);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of(
                                    "target",
                                    "pages",
                                    path.substring(1).replace('/', '-') + "-" + width + "-"
                                            + theme.name().toLowerCase(Locale.ROOT) + ".png")));
                    Object wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                    assertThat((Integer) wider).as(path + " at " + width).isLessThanOrEqualTo(0);
                }
                assertThat(new AxeBuilder(page)
                                .setLegacyMode(true)
                                .withTags(WCAG)
                                .analyze()
                                .getViolations())
                        .as(path)
                        .isEmpty();
            }
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void leadsFromPageToPageAndCopiesExamplesWithItsOwnAddress() {
        try (Chromium chromium = Chromium.start()) {
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
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void nobodysDataIsInItAndStrangersAreShownTheWayIn() {
        try (Chromium chromium = Chromium.start()) {
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
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guide/none", "/guide/quickstart.md", "/guide/quickstart/more", "/guide/%2e%2e/running"})
    void whatIsNoPageOfItIsNotThere(String path) {
        int status =
                gateway.http().send("GET", path, null, "Accept", "text/html").status();

        assertThat(status).isIn(302, 400, 404);
    }
}
