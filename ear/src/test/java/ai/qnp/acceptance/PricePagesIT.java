package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The operator's pages about catalogues and past prices. */
@Tag("once")
@Timeout(300)
class PricePagesIT {
    private static final String CATALOGUE = """
            {"schema_version":1,"as_of":"2031-01-01","models":[
             {"provider":"openai","model":"gpt-4o","mode":"chat",
              "prices":{"input":"2.75","output":"9","cached_input":"1.25"}},
             {"provider":"openai","model":"<img src=x onerror=taken=1>","mode":"chat","prices":{"input":"1","output":"2"}}]}""";

    private static Chromium chromium;
    private static SignInSite site;
    private static Page operator;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        site = new SignInSite();
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

    @Test
    void aCatalogueIsShownBeforeItIsTaken() {
        // given
        String before = version();
        operator.navigate(site.root() + "/dashboard/prices.xhtml");
        operator.locator("#importPrices").click();

        // when
        look(CATALOGUE);

        // then
        assertThat(operator.locator("#asOf")).hasText("2031-01-01");
        assertThat(operator.locator("#changedTable")).containsText("openai/gpt-4o");
        assertThat(row("input")).containsText("2.5");
        assertThat(row("input")).containsText("2.75 dearer");
        assertThat(row("output")).containsText("9 cheaper");
        assertThat(operator.locator("#addedCount")).hasText("1");
        assertThat(operator.locator("img[src=x]")).hasCount(0);
        assertThat(Integer.parseInt(operator.locator("#removedCount").innerText()))
                .isGreaterThan(50);
        assertThat(version()).isEqualTo(before);

        // when
        operator.locator("#take").click();
        operator.locator("#confirmTake").click();

        // then
        assertThat(operator.locator("#notices")).containsText("Version 2031-01-01 of the price book holds now");
        assertThat(operator.locator("#take")).hasCount(0);
        assertThat(version()).isEqualTo("2031-01-01");
        look(CATALOGUE);
        assertThat(operator.locator("#applyForm")).containsText("No price changes");
    }

    @Test
    void aFileThatIsNoCatalogueIsToldAndChangesNothing() {
        String before = version();
        operator.navigate(site.root() + "/dashboard/price-import.xhtml");

        operator.locator("#look").click();
        assertThat(operator.locator("#notices")).containsText("Choose a file first");
        look("{\"schema_version\":1,\"as_of\"");
        assertThat(operator.locator("#notices")).containsText("Nothing was changed");
        look("{\"schema_version\":2}");
        assertThat(operator.locator("#notices")).containsText("schema_version is 2");

        assertThat(operator.locator("#take")).hasCount(0);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aFileThatIsSentFromAPageTheServerHasForgottenIsAnsweredByAPage() {
        // given
        operator.navigate(site.root() + "/dashboard/price-import.xhtml");
        operator.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(site.cookie("page")));

        // when
        look(CATALOGUE);

        // then
        assertThat(operator.locator("#heading")).hasText("This page has expired");
        operator.locator("main a.button").click();
        operator.waitForURL("**/dashboard/overview.xhtml");
    }

    /** Its page is half written when the library finds that the form is not one that it made. */
    @Test
    void aFileWhosePageFailsHalfWayIsAnsweredByAPageToo() {
        // given
        operator.navigate(site.root() + "/dashboard/price-import.xhtml");
        operator.evaluate("document.getElementsByName('primefaces.nonce').forEach(nonce => { nonce.value = 'x'; })");

        // when
        look(CATALOGUE);

        // then
        assertThat(operator.locator("#heading")).hasText("Something went wrong here");
    }

    @Test
    void pastUsageIsPricedAnewAsATableAndAsCsv() {
        // given
        JsonNode key = site.manage().createKey("{\"name\":\"rated\",\"chain\":[{\"provider\":\"demo\"}]}");
        Caller caller = new Caller(
                site.http(), key.path("id").asString(), key.path("key").asString());
        caller.chat(Caller.ask("demo")).expect(200);
        site.manage()
                .call("PUT", "/prices/overrides/demo/demo", "{\"prices\":{\"input\":\"1000000\",\"output\":\"0\"}}")
                .expect(200);

        // when
        operator.navigate(site.root() + "/dashboard/prices.xhtml");
        operator.locator("#rerate").click();
        assertThat(operator.locator("#noReport")).isVisible();
        operator.locator("#rate").click();

        // then
        assertThat(operator.locator("#reportTable")).containsText("demo/demo");
        assertThat(operator.locator("#reportTable"))
                .containsText(Pattern.compile("demo/demo\\s*1\\s*\\$0\\s*\\$1\\s*\\+\\$1"));
        String csv = (String) operator.evaluate("fetch(document.getElementById('csv').href).then(r => r.text())");
        assertThat(csv.lines().toList()).hasSize(2);
        assertThat(csv)
                .startsWith("provider,model,requests,old_cost_usd")
                .contains("\r\ndemo,demo,1,0,1,1,0,0,0,0\r\n");

        // when
        operator.locator("#account").fill("acc_of_nobody");
        operator.locator("#rate").click();

        // then
        assertThat(operator.locator("#report")).containsText("Nothing was used");
        assertThat(operator.locator("#reportTable")).hasCount(0);
    }

    private static Locator row(String field) {
        return operator.locator("#changedTable tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(operator.getByText(field, new Page.GetByTextOptions().setExact(true))));
    }

    private static void look(String catalogue) {
        operator.locator("#catalogue")
                .setInputFiles(
                        new FilePayload("models.json", "application/json", catalogue.getBytes(StandardCharsets.UTF_8)));
        operator.locator("#look").click();
    }

    private static String version() {
        return site.manage()
                .call("GET", "/prices?provider=demo", null)
                .expect(200)
                .json()
                .path("version")
                .asString();
    }
}
