package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.SignInSite;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every page of the dashboard: for everyone, at every width, in both themes, whatever things are called. */
@Tag("once")
@Timeout(300)
class PagesIT {
    private static final String EVIL = "<img src=x onerror=document.title='taken'>";
    private static final String LONG = "w".repeat(80);
    private static final String EVIL_EMAIL = "<img/src=x/onerror=document.title=1>" + LONG + "@example.com";
    private static final List<String> EVERYBODYS = List.of(
            "overview",
            "keys",
            "credentials",
            "playground",
            "requests",
            "usage",
            "models",
            "billing",
            "audit",
            "settings");
    private static final List<String> OPERATORS =
            List.of("accounts", "providers", "prices", "price-import", "re-rating", "sage", "system");
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<Integer> WIDTHS = List.of(360, 820, 1440);

    private static Chromium chromium;
    private static SignInSite site;
    private static Page operator;
    private static Page free;
    private static String freeAccount;
    private static String request;
    private static String keyId;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        site = new SignInSite();
        freeAccount = site.account("free@example.com");
        site.account(EVIL_EMAIL);
        JsonNode key = call("POST", "/keys?account=" + freeAccount, "{\"name\":\"" + EVIL + LONG.substring(40) + "\"}");
        keyId = key.path("id").asString();
        credit("5", EVIL + LONG);
        for (int count = 0; count < 55; count++) {
            credit("0.01", "invoice " + count);
        }
        Caller caller = new Caller(
                site.http(), key.path("id").asString(), key.path("key").asString());
        caller.chat(Caller.ask(EVIL));
        request = call("GET", "/usage?account=" + freeAccount, null)
                .path("data")
                .path(0)
                .path("id")
                .asString();
        free = chromium.somebody();
        site.signIn(free, "free@example.com");
        operator = chromium.somebody();
        site.signInOperator(operator);
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        assertThat(chromium.complaints()).isEmpty();
    }

    private static JsonNode call(String method, String path, String body) {
        return site.manage().call(method, path, body).json();
    }

    private static void credit(String amount, String reference) {
        site.manage()
                .call(
                        "POST",
                        "/accounts/" + freeAccount + "/credits",
                        "{\"amount_usd\":\"" + amount + "\",\"reference\":\"" + reference + "\"}")
                .expect(201);
    }

    private static void open(Page page, String name) {
        String query = switch (name) {
            case "request" -> "?id=" + request;
            case "connect" -> "?key=" + keyId;
            default -> "";
        };
        assertThat(page.navigate(site.root() + "/dashboard/" + name + ".xhtml" + query)
                        .status())
                .as(name)
                .isEqualTo(200);
    }

    private static List<String> pagesOf(Page page) {
        return page.equals(operator)
                ? Stream.concat(EVERYBODYS.stream(), OPERATORS.stream()).toList()
                : Stream.concat(EVERYBODYS.stream(), Stream.of("request", "connect"))
                        .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNothingOnAnyPage(ColorScheme theme) {
        List<String> found = new ArrayList<>();
        for (Page page : List.of(operator, free)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            page.setViewportSize(1440, 900);
            for (String name : pagesOf(page)) {
                open(page, name);
                found.addAll(violations(page, name));
            }
        }
        Page stranger = chromium.somebody();
        stranger.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        stranger.navigate(site.root() + "/signin.xhtml");
        found.addAll(violations(stranger, "signin"));

        assertThat(found).isEmpty();
    }

    private static List<String> violations(Page page, String name) {
        List<String> found = new ArrayList<>();
        for (Rule rule : new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(WCAG)
                .analyze()
                .getViolations()) {
            rule.getNodes().stream()
                    .limit(3)
                    .forEach(node -> found.add(name + " " + rule.getId() + " " + node.getTarget() + " "
                            + node.getFailureSummary().replace('\n', ' ')));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyPageFitsFromPhoneToWideScreen(ColorScheme theme) {
        for (Page page : List.of(operator, free)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (String name : pagesOf(page)) {
                open(page, name);
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    Object wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of(
                                    "target",
                                    "pages",
                                    (page.equals(operator) ? "operator-" : "free-") + name + "-" + width + "-"
                                            + theme.name().toLowerCase(Locale.ROOT) + ".png")));
                    assertThat((Integer) wider).as(name + " at " + width).isLessThanOrEqualTo(0);
                }
            }
        }
    }

    @Test
    void whateverThingsAreCalledIsTextAndNothingElse() {
        for (Page page : List.of(operator, free)) {
            for (String name : pagesOf(page)) {
                open(page, name);
                assertThat(page.locator("img[src=x]")).hasCount(0);
                assertThat(page.title()).as(name).endsWith("QNP");
            }
        }
        open(operator, "accounts");
        assertThat(operator.locator("#accountsTable")).containsText(EVIL_EMAIL);
        open(free, "usage");
        free.navigate(site.root() + "/dashboard/usage.xhtml?group=key");
        assertThat(free.locator("#usageTable")).containsText(EVIL);
    }

    @Test
    void aFreeAccountGets404OnTheOperatorsPages() {
        for (String name : OPERATORS) {
            assertThat(free.navigate(site.root() + "/dashboard/" + name + ".xhtml")
                            .status())
                    .as(name)
                    .isEqualTo(404);
        }
        open(free, "overview");
        assertThat(free.locator("#navAccounts, #navPrices, #navSage, #navProviders, #navSystem"))
                .hasCount(0);
    }

    @Test
    void billingShowsEveryTransactionPageByPage() {
        open(free, "billing");

        assertThat(free.locator("#plan")).hasText("Free");
        assertThat(free.locator("#balance")).hasText("$5.55");
        assertThat(free.locator("#ledgerTable tbody tr")).hasCount(50);
        free.locator("#nextPage").click();
        assertThat(free.locator("#ledgerTable tbody tr")).hasCount(6);
        assertThat(free.locator("#ledgerTable")).containsText(EVIL);
        free.locator("#firstPage").click();
        assertThat(free.locator("#ledgerTable")).containsText("invoice 54");
    }

    @Test
    void aRequestHasAPageOfItsOwnForItsAccountAlone() {
        open(free, "request");
        assertThat(free.locator("main")).containsText(request);
        assertThat(free.locator(".receipt")).isVisible();

        open(operator, "request");
        assertThat(operator.locator("#noRequest")).isVisible();
    }

    @Test
    void theOperatorMakesAnAccountAndGivesItAPlanAndCredits() {
        open(operator, "accounts");
        operator.locator("#newAccount").click();
        operator.locator("#accountEmail").fill("nobody");
        operator.locator("#saveAccount").click();
        assertThat(operator.locator("#accountMessages")).containsText("must be an e-mail address");
        operator.locator("#accountEmail").fill("made-here@example.com");
        operator.locator("#saveAccount").click();
        assertThat(operator.locator("#accountDialog")).isHidden();

        Locator row = operator.locator("#accountsTable tbody tr")
                .filter(new Locator.FilterOptions().setHasText("made-here@example.com"));
        row.locator("[id$=':credit']").click();
        operator.locator("#creditAmount").fill("much");
        operator.locator("#creditReference").fill("first");
        operator.locator("#saveCredit").click();
        assertThat(operator.locator("#creditMessages")).containsText("plain positive decimal");
        operator.locator("#creditAmount").fill("12.50");
        operator.locator("#saveCredit").click();
        assertThat(operator.locator("#creditDialog")).isHidden();
        assertThat(row).containsText("$12.50");

        row.locator("[id$=':tier']").click();
        operator.locator("#newTier").selectOption("pro");
        operator.locator("#saveTier").click();
        assertThat(operator.locator("#tierDialog")).isHidden();
        assertThat(row).containsText("Pro");

        operator.navigate(site.root() + "/dashboard/audit.xhtml?action=credits");
        assertThat(operator.locator("#auditTable")).containsText("12.5");
        operator.navigate(site.root() + "/dashboard/accounts.xhtml?email=made-here");
        assertThat(operator.locator("#accountsTable tbody tr")).hasCount(1);
    }

    @Test
    void anAccountSeesItsOwnTrailAndNoOthers() {
        open(free, "audit");

        assertThat(free.locator("#auditTable")).containsText("credits.added");
        assertThat(free.locator("#auditTable")).not().containsText("sage.changed");
        String csv = (String) free.evaluate("fetch(document.getElementById('csv').href).then(r => r.text())");
        assertThat(csv).contains("credits.added").doesNotContain(EVIL_EMAIL);
        free.navigate(site.root() + "/dashboard/audit.xhtml?action=Ä");
        assertThat(free.locator("#notices")).containsText("'action' must be like");
    }

    @Test
    void usageAddsUpWhatTheCsvLists() {
        open(free, "usage");

        assertThat(free.locator("#usageTable tfoot")).containsText("1");
        assertThat(free.locator("#csv")).hasAttribute("href", java.util.regex.Pattern.compile(".*from=.*"));
        free.navigate(site.root() + "/dashboard/usage.xhtml?to=2001-01-01T00:00:00Z");
        assertThat(free.locator("#noUsage")).isVisible();
    }

    @Test
    void theCatalogueIsFoundByNameAndProvider() {
        free.navigate(site.root() + "/dashboard/models.xhtml?provider=anthropic&q=sonnet");

        assertThat(free.locator("#modelsTable tbody tr").first()).containsText("anthropic/claude");
        free.navigate(site.root() + "/dashboard/models.xhtml?q=no-such-model");
        assertThat(free.locator("#modelsTable")).containsText("No models match");
    }

    @Test
    void theOperatorSetsAPriceAndTakesItBack() {
        operator.navigate(site.root() + "/dashboard/prices.xhtml?provider=anthropic&model=sonnet");
        String before = operator.locator("#bookVersion").innerText();
        Locator row = operator.locator("#pricesTable tbody tr").first();
        row.locator("[id$=':edit']").click();
        operator.locator("#priceInput").fill("cheap");
        operator.locator("#savePrice").click();
        assertThat(operator.locator("#priceMessages .ui-messages-error")).isVisible();
        operator.locator("#priceInput").fill("1.25");
        operator.locator("#savePrice").click();
        assertThat(operator.locator("#priceDialog")).isHidden();
        assertThat(row).containsText("$1.25");
        assertThat(operator.locator("#bookVersion")).not().hasText(before);

        row.locator("[id$=':remove']").click();
        assertThat(operator.locator("#notices")).containsText("hold again");
        assertThat(row).not().containsText("yours");
    }

    @Test
    void theOperatorSeesWhatRunsHere() {
        JsonNode system = call("GET", "/system", null);

        open(operator, "system");

        assertThat(operator.locator("#version")).hasText(system.path("version").asString());
        assertThat(operator.locator("#database"))
                .hasText("H2 " + system.at("/database/version").asString());
        assertThat(operator.locator("#nodesTable tbody tr")).hasCount(1);
        assertThat(operator.locator("#nodesTable"))
                .containsText(system.at("/nodes/0/id").asString());
        assertThat(operator.locator("#requests"))
                .hasText(system.at("/gateway/requests").asString());
        assertThat(operator.locator("main")).containsText("passkey");
        operator.locator("#again").click();
        assertThat(operator.locator("#navSystem")).hasAttribute("aria-current", "page");
    }

    @Test
    void theOperatorEditsSagesTableAndPutsItBack() {
        open(operator, "sage");
        Locator code = operator.locator("[id='intents:1:models']");
        code.fill("nowhere/model");
        operator.locator("#saveSage").click();
        assertThat(operator.locator("#notices")).containsText("nowhere");
        code.fill("openai/gpt-4o");
        operator.locator("#saveSage").click();
        assertThat(operator.locator("#notices")).containsText("was saved");
        operator.reload();
        assertThat(code).hasValue("openai/gpt-4o");

        operator.locator("#restoreSage").click();
        assertThat(code).not().hasValue("openai/gpt-4o");
    }
}
