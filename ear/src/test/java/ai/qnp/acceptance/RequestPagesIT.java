package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The request log while requests come in, and the time line of one request. */
@AcceptanceTest
@Tag("once")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RequestPagesIT {
    private static final String EVIL = "<img src=x onerror=document.title='taken'>";

    private static Chromium chromium;

    private final Gateway gateway;
    private final Page page;

    RequestPagesIT(Gateway gateway) {
        this.gateway = gateway;
        this.page = chromium.somebody();
        page.navigate(gateway.http().root() + "/signin.xhtml");
        page.locator("#adminToken").fill(Gateway.ADMIN_TOKEN);
        page.locator("#signIn").click();
        page.waitForURL("**/dashboard/overview.xhtml");
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void noPageComplained() {
        page.context().close();
        assertThat(chromium.complaints()).isEmpty();
    }

    private Locator lines() {
        return page.locator("#requestsTable_data > tr[data-rk]");
    }

    private void openLog(Caller key) {
        page.navigate(gateway.http().root() + "/dashboard/requests.xhtml?key=" + key.keyId());
    }

    @Test
    void newRequestsThatMatchTheFilterAppearOnTopWhileTheSwitchIsOn() {
        Caller watched = gateway.callerOver(Gateway.POLITE);
        Caller other = gateway.callerOver(Gateway.POLITE);
        openLog(watched);
        assertThat(page.locator("#requestsTable")).containsText("No requests match");
        page.evaluate("window.notReloaded = true");
        page.locator("#tail").press("Space");
        assertThat(page.locator("#tail")).hasAttribute("aria-checked", "true");

        watched.chat(Caller.ask("m1")).expect(200);
        assertThat(lines()).hasCount(1);
        other.chat(Caller.ask("m1")).expect(200);
        watched.chat(Caller.ask(EVIL)).expect(404);

        assertThat(lines()).hasCount(2);
        assertThat(lines().first()).containsText(EVIL);
        assertThat(lines().first()).containsText("404");
        assertThat(lines().last()).containsText("m1");
        assertThat(page.locator("#requestsTable")).not().containsText("No requests match");
        assertThat(page.locator("#live")).hasText("New requests: 1");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
        page.setViewportSize(360, 900);
        assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pages", "tail-360.png")));
        assertThat(violations()).isEmpty();
        lines().last().locator(".open-receipt").click();
        assertThat(page.locator("#timeline")).isVisible();
    }

    @Test
    void linesThatWereThereKeepTheirReceipts() {
        Caller watched = gateway.callerOver(Gateway.POLITE);
        watched.chat(Caller.ask("m1")).expect(200);
        openLog(watched);
        page.locator(".ui-row-toggler").click();
        assertThat(page.locator(".receipt")).containsText("polite/m1");
        page.locator("#tail").click();

        watched.chat(Caller.ask("m1")).expect(200);

        assertThat(lines()).hasCount(2);
        assertThat(page.locator(".receipt")).isVisible();
        assertThat(page.locator("#requestsTable_data > tr").last())
                .hasClass(Pattern.compile("ui-expanded-row-content"));
    }

    @Test
    void nothingIsAskedWhileTheSwitchIsOffOrNobodyLooks() {
        Caller watched = gateway.callerOver(Gateway.POLITE);
        openLog(watched);
        AtomicInteger looks = new AtomicInteger();
        page.onRequest(request -> {
            if (request.url().contains("requests-newer")) {
                looks.incrementAndGet();
            }
        });
        page.clock().install();
        page.locator("#tail").click();
        page.clock().runFor(3_000);
        page.waitForCondition(() -> looks.get() >= 2);

        page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        int whenHidden = looks.get();
        page.clock().runFor(60_000);
        assertThat(looks).hasValue(whenHidden);

        page.evaluate("Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        page.waitForCondition(() -> looks.get() > whenHidden);
        page.locator("#tail").click();
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        int whenOff = looks.get();
        page.clock().runFor(60_000);
        assertThat(looks).hasValue(whenOff);
    }

    @Test
    void aRequestIsFoundByItsId() {
        Caller caller = gateway.callerOver(Gateway.POLITE);
        caller.chat(Caller.ask("m1")).expect(200);
        String request = gateway.manage().usageOf(caller).getFirst().path("id").asString();

        page.navigate(gateway.http().root() + "/dashboard/requests.xhtml");
        assertThat(violations()).isEmpty();
        page.locator("#findId").fill("  " + request + " ");
        page.locator("#findId").press("Enter");
        assertThat(page.locator(".receipt")).containsText(request);

        page.navigate(gateway.http().root() + "/dashboard/requests.xhtml");
        page.locator("#findId").fill(EVIL);
        page.locator("#findIt").click();
        assertThat(page.locator("#noRequest")).containsText("There is no such request");
    }

    @Test
    void aRequestsAttemptsStandOnATimeLine() throws Exception {
        String failing = gateway.provider();
        String answering = gateway.provider();
        gateway.upstream().on(failing, Answers.fails(503, Answers.error("too much to do", "server_error", "busy")));
        gateway.upstream().on(answering, Answers.says("Hello", " there"));
        Caller caller = gateway.callerOver(failing, answering);
        try (var stream = caller.stream(Caller.askStream("m1"))) {
            stream.rest();
        }
        String request = gateway.manage().usageOf(caller).getFirst().path("id").asString();

        page.navigate(gateway.http().root() + "/dashboard/request.xhtml?id=" + request);

        Locator attempts = page.locator("#timeline tbody");
        assertThat(attempts).hasCount(2);
        assertThat(attempts.first()).containsText(failing + "/m1");
        assertThat(attempts.first()).containsText("overloaded 503");
        assertThat(attempts.first().locator("rect.failed")).isVisible();
        assertThat(attempts.last()).containsText("answered");
        assertThat(page.locator(".receipt")).containsText(request);
        assertThat(page.locator(".receipt")).containsText("too much to do");
        assertThat(page.locator("#timeline tfoot")).containsText("QNP itself");
        assertThat(page.locator("#timeline [style]")).hasCount(0);
        for (int width : List.of(360, 820, 1440)) {
            page.setViewportSize(width, 900);
            assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                    .as("at %d", width)
                    .isEqualTo(0);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "pages", "timeline-" + width + ".png"))
                    .setFullPage(true));
        }
        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return new AxeBuilder(page)
                        .setLegacyMode(true)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + " " + rule.getNodes())
                        .toList();
    }
}
