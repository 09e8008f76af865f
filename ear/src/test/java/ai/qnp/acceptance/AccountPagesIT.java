package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.SignInSite;
import ai.qnp.ee.payments.SignedEvent;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an account finds on its pages. */
@BrowserTest
class AccountPagesIT {
    private static final String EMAIL = "an-account-of-its-own@example.com";
    /** Half an hour off the others' hours, and behind them: its day begins at no whole hour of UTC. */
    private static final String ELSEWHERE = "America/St_Johns";

    private static SignInSite site;
    private static Chromium chromium;
    private static Page free;
    private static String account;
    private static String request;

    @BeforeAll
    static void start(Chromium browser, SignInSite shared) {
        site = shared;
        chromium = browser;
        account = site.account(EMAIL);
        JsonNode key = site.manage()
                .call("POST", "/keys?account=" + account, "{\"name\":\"of the pages\"}")
                .expect(201)
                .json();
        for (int count = 0; count < 51; count++) {
            site.credit(account, "0.1", "invoice " + count);
        }
        request = new Caller(
                        site.http(), key.path("id").asString(), key.path("key").asString())
                .chat(Caller.ask("no-such-model"))
                .header("x-request-id")
                .orElseThrow();
        free = chromium.somebody();
        site.signIn(free, EMAIL);
    }

    private static void open(String page) {
        free.navigate(site.root() + "/dashboard/" + page);
    }

    @Test
    void theOverviewComparesTodayWithYesterdayAndItsChartsReadAsTables() {
        open("overview.xhtml");

        assertThat(free.locator("#requestsToday .value")).hasText("1");
        assertThat(free.locator("#requestsToday .trend")).containsText("0 yesterday");
        assertThat(free.locator("#errorsToday .value")).hasText("1");
        assertThat(free.locator("#errorsToday .note")).containsText("100 % of today’s requests");
        assertThat(free.locator("#savedToday .value")).hasText("0");
        for (String chart : new String[] {"requestsChart", "costChart", "tokensChart", "firstTokenChart"}) {
            Locator card = free.locator("section[aria-labelledby=" + chart + "Heading]");
            assertThat(card.locator("canvas")).isVisible();
            card.locator("summary").click();
            assertThat(card.locator("table")).isVisible();
        }
        Locator hours = free.locator("section[aria-labelledby=requestsChartHeading] tbody tr");
        assertThat(hours).hasCount(24);
        assertThat(hours.last().locator("td.num").first()).hasText("1");
        assertThat(free.locator("section[aria-labelledby=requestsChartHeading] thead"))
                .containsText("Saved by fallback");
        assertThat(free.locator("section[aria-labelledby=tokensChartHeading] tbody tr"))
                .hasCount(14);
        assertThat(free.locator("#topUsage")).containsText("of the pages");
    }

    @Test
    void timesAreInTheReadersZone() {
        Page elsewhere = chromium.somebodyIn(ELSEWHERE);
        site.signIn(elsewhere, EMAIL);

        elsewhere.navigate(site.root() + "/dashboard/requests.xhtml");

        Locator time = elsewhere.locator("#requestsTable time").first();
        assertThat(time).hasAttribute("data-written", Pattern.compile(".*Z"));
        String there = (String) time.evaluate("time => new Intl.DateTimeFormat('en-US', {timeZone: '" + ELSEWHERE
                + "', hour: '2-digit', minute: '2-digit', second: '2-digit'}).format(new Date(time.dateTime))");
        assertThat(time).containsText(there);
        elsewhere.navigate(site.root() + "/dashboard/overview.xhtml");
        assertThat(elsewhere.locator("main .page-head")).containsText("midnight in " + ELSEWHERE);
    }

    @Test
    void billingShowsEveryTransactionPageByPage() {
        open("billing.xhtml");

        assertThat(free.locator("#plan")).hasText("Free");
        assertThat(free.locator("#balance")).hasText("$5.10");
        assertThat(free.locator("#ledgerTable tbody tr")).hasCount(50);
        free.locator("#nextPage").click();
        assertThat(free.locator("#ledgerTable tbody tr")).hasCount(1);
        assertThat(free.locator("#ledgerTable")).containsText("invoice 0");
        free.locator("#firstPage").click();
        assertThat(free.locator("#ledgerTable")).containsText("invoice 50");
    }

    @Test
    void creditsAndThePlanAreBoughtOnPagesOfStripesWhichHasTheInvoicesToo() {
        String buyer = site.account("a-buyer@example.com");
        Page page = chromium.somebody();
        page.route(
                "https://pay.example.com/**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<h1>Stripe</h1>")));
        site.signIn(page, "a-buyer@example.com");
        String billing = site.root() + "/dashboard/billing.xhtml";

        page.navigate(billing);
        assertThat(page.locator("#invoices")).hasCount(0);
        page.locator("#amount").fill("0.5");
        page.locator("#buyCredits").click();
        assertThat(page.locator("#notices")).containsText("from 1 to 10000");
        page.locator("#amount").fill("25");
        page.locator("#buyCredits").click();
        page.waitForURL("https://pay.example.com/cs_1");
        assertThat(site.stripe().last().form())
                .containsEntry("client_reference_id", buyer)
                .containsEntry("line_items[0][price_data][unit_amount]", "2500")
                .containsEntry("success_url", billing + "?paid=true");

        site.stripeTells(
                "evt_of_a_buyer", "checkout.session.completed", SignedEvent.checkout(buyer, "pi_b", 2_500, "paid"));
        page.navigate(billing + "?paid=true");
        assertThat(page.locator("#notices")).containsText("Thank you");
        assertThat(page.locator("#balance")).hasText("$25.00");
        page.locator("#invoices").click();
        page.waitForURL("https://pay.example.com/bps_1");

        page.navigate(billing);
        page.locator("#buyPro").click();
        page.waitForURL("https://pay.example.com/cs_1");
        assertThat(site.stripe().last().form()).containsEntry("mode", "subscription");
        site.stripeTells(
                "evt_of_a_pro", "customer.subscription.created", SignedEvent.subscription(buyer, "sub_b", "active"));
        page.navigate(billing);
        assertThat(page.locator("#plan")).hasText("Pro");
        assertThat(page.locator("#subscription")).hasText("active");
        assertThat(page.locator("#buyPro")).hasCount(0);
    }

    @Test
    void aRequestHasAPageOfItsOwnForItsAccountAlone() {
        open("request.xhtml?id=" + request);
        assertThat(free.locator("main")).containsText(request);
        assertThat(free.locator(".receipt")).isVisible();

        Page operator = chromium.somebody();
        site.signInOperator(operator);
        operator.navigate(site.root() + "/dashboard/request.xhtml?id=" + request);
        assertThat(operator.locator("#noRequest")).isVisible();
    }

    @Test
    void anAccountSeesItsOwnTrailAndNoOthers() {
        site.account("of-another-trail@example.com");

        open("audit.xhtml");

        assertThat(free.locator("#auditTable")).containsText("credits.added");
        assertThat(free.locator("#auditTable")).not().containsText("of-another-trail");
        String csv = (String) free.evaluate("fetch(document.getElementById('csv').href).then(r => r.text())");
        assertThat(csv).contains("credits.added").doesNotContain("of-another-trail");
        open("audit.xhtml?action=Ä");
        assertThat(free.locator("#notices")).containsText("'action' must be like");
    }

    @Test
    void usageAddsUpWhatTheCsvLists() {
        open("usage.xhtml");

        assertThat(free.locator("#usageTable tfoot td").first()).hasText("1");
        String csv = (String) free.evaluate("fetch(document.getElementById('csv').href).then(r => r.text())");
        assertThat(csv.lines()).hasSize(2).last().asString().startsWith(request);
        open("usage.xhtml?group=key");
        assertThat(free.locator("#usageTable")).containsText("of the pages");
        open("usage.xhtml?to=2001-01-01T00:00:00Z");
        assertThat(free.locator("#noUsage")).isVisible();
    }

    @Test
    void theCatalogueIsFoundByNameAndProviderAndSaysWhatTheAccountCanUse() {
        open("models.xhtml?provider=anthropic&q=sonnet");
        Locator first = free.locator("#modelsTable tbody tr").first();
        assertThat(first).containsText("anthropic/claude");
        assertThat(first).containsText(Pattern.compile("\\$\\d"));
        assertThat(first).containsText("usable");

        open("models.xhtml?provider=cohere&q=command");
        assertThat(free.locator("#modelsTable tbody tr").first()).not().containsText("usable");
        open("models.xhtml?provider=cohere&show=usable");
        assertThat(free.locator("#modelsTable")).containsText("No models match");
    }

    @Test
    void theSettingsTellWhoseRequestBodiesAreKept() {
        open("settings.xhtml");
        assertThat(free.locator("#bodies")).containsText("No key keeps the bodies");

        site.manage()
                .call(
                        "POST",
                        "/keys?account=" + account,
                        "{\"name\":\"read <b>later</b>\",\"log_bodies\":{\"retention_days\":3,\"max_bytes\":4000}}")
                .expect(201);
        open("settings.xhtml");

        assertThat(free.locator("#bodiesTable")).containsText("read <b>later</b>");
        assertThat(free.locator("#bodiesTable")).containsText("3 days");
        assertThat(free.locator("#bodiesTable")).containsText("4,000 bytes");
    }
}
