package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.PageForEveryone;
import ai.qnp.acceptance.upstream.Answers;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The request log while requests come in, and the time line of one request. */
@BrowserTest
class RequestPagesIT {
    private static final String EVIL = "<img src=x onerror=document.title='taken'>";

    private final Gateway gateway;
    private final Page page;

    RequestPagesIT(Gateway gateway, Chromium chromium) {
        this.gateway = gateway;
        this.page = chromium.somebody();
        gateway.signInOperator(page);
    }

    @AfterEach
    void leave() {
        page.context().close();
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
        PageForEveryone.holds(page, "tail");
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
        page.locator("#findId").fill("  " + request + " ");
        page.locator("#findId").press("Enter");
        assertThat(page.locator(".receipt")).containsText(request);

        page.navigate(gateway.http().root() + "/dashboard/requests.xhtml");
        page.locator("#findId").fill(EVIL);
        page.locator("#findIt").click();
        assertThat(page.locator("#noRequest")).containsText("There is no such request");
    }

    @Test
    void theCsvHoldsExactlyWhatTheFilterLetsThroughAndNothingThatASpreadsheetRuns() {
        Caller watched = gateway.callerOver(Gateway.POLITE);
        watched.chat(Caller.ask("m1")).expect(200);
        watched.chat(Caller.ask("=HYPERLINK(1)")).expect(404);
        gateway.callerOver(Gateway.POLITE).chat(Caller.ask("m1")).expect(200);

        page.navigate(gateway.http().root() + "/dashboard/requests.xhtml");
        page.locator("#filterKey").selectOption(watched.keyId());
        page.locator("#applyFilter").click();
        assertThat(lines()).hasCount(2);
        assertThat(csv()).hasSize(3);

        page.locator("#filterStatus").selectOption("4xx");
        page.locator("#applyFilter").click();
        assertThat(lines()).hasCount(1);
        List<String> failed = csv();
        assertThat(failed).hasSize(2);
        assertThat(failed.getLast()).contains(watched.keyId(), ",'=HYPERLINK(1),");
    }

    private List<String> csv() {
        String all = (String) page.evaluate("fetch(document.getElementById('csv').href).then(r => r.text())");
        return all.lines().toList();
    }

    @Test
    void theLogIsReadPageByPage() {
        Caller watched = gateway.callerOver(Gateway.POLITE);
        for (int time = 0; time < 27; time++) {
            watched.chat(Caller.ask("m1")).expect(200);
        }
        openLog(watched);
        assertThat(lines()).hasCount(25);
        String first = lines().last().getAttribute("data-rk");

        page.locator(".ui-paginator-next").click();

        assertThat(lines()).hasCount(2);
        assertThat(lines().first()).not().hasAttribute("data-rk", first);
        assertThat(page.locator(".ui-paginator-next")).hasClass(Pattern.compile("ui-state-disabled"));
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
        PageForEveryone.holds(page, "timeline");

        attempts.locator(".num").evaluateAll("cells => cells.forEach(cell => cell.textContent = '599,999 ms')");
        attempts.locator(".tag")
                .evaluateAll("tags => tags.forEach(tag => tag.textContent = 'context length exceeded 400')");
        PageForEveryone.holds(page, "timeline-of-long-words");
    }
}
