package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The operator's pages about catalogues and past prices. */
@BrowserTest
class PricePagesIT {
    private static final String CATALOGUE = """
            {"schema_version":1,"as_of":"2031-01-01","models":[
             {"provider":"openai","model":"gpt-4o","mode":"chat",
              "prices":{"input":"2.75","output":"9","cached_input":"1.25"}},
             {"provider":"openai","model":"<img src=x onerror=taken=1>","mode":"chat","prices":{"input":"1","output":"2"}}]}""";
    private static final Path SHIPPED =
            GatewayProcess.root().resolve("ejb-module/src/main/resources/ai/qnp/core/catalogue/models.json");
    private static final int MEGABYTE = 1 << 20;

    private static SignInSite site;
    private static Page operator;

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        operator = chromium.somebody();
        site.signInOperator(operator);
    }

    @Test
    void aCatalogueIsShownBeforeItIsTakenAndTheEarlierOneCanBeTakenAgain() throws Exception {
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
        takeIt();

        // then
        assertThat(operator.locator("#notices")).containsText("Version 2031-01-01 of the price book holds now");
        assertThat(operator.locator("#take")).hasCount(0);
        assertThat(version()).isEqualTo("2031-01-01");
        look(CATALOGUE);
        assertThat(operator.locator("#applyForm")).containsText("No price changes");

        // when
        look(Files.readString(SHIPPED));
        takeIt();

        // then
        assertThat(operator.locator("#take")).hasCount(0);
        assertThat(version()).startsWith(before.substring(0, "2026-11-22".length()));
    }

    private static void takeIt() {
        operator.locator("#take").click();
        operator.locator("#confirmTake").click();
        assertThat(operator.locator("#takeDialog")).isHidden();
    }

    @Test
    void aFileThatIsTooLargeIsToldBeforeItIsSent() {
        // given
        operator.navigate(site.root() + "/dashboard/price-import.xhtml");

        // when
        choose(new byte[11 * MEGABYTE]);

        // then
        assertThat(operator.locator("#catalogueLarge")).isVisible();
        assertThat(operator.locator("#catalogueLarge")).containsText("larger than 10 MB");
        assertThat(operator.locator("#catalogue")).hasValue("");

        // when
        choose(CATALOGUE.getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(operator.locator("#catalogueLarge")).isHidden();
    }

    /** Above ten megabytes the page reads it, above 32 the server does not. */
    @ParameterizedTest
    @ValueSource(ints = {11, 40})
    void aFileThatIsTooLargeAndSentAllTheSameIsToldOnThePage(int megabytes) {
        // given
        String before = version();
        operator.navigate(site.root() + "/dashboard/price-import.xhtml");
        operator.evaluate("document.getElementById('catalogue').removeAttribute('data-largest')");

        // when
        choose(new byte[megabytes * MEGABYTE]);
        operator.locator("#look").click();

        // then
        assertThat(operator.locator("#notices")).containsText("larger than 10 MB");
        assertThat(operator.locator("#catalogue")).isVisible();
        assertThat(version()).isEqualTo(before);

        // when
        look("{\"schema_version\":2}");

        // then
        assertThat(operator.locator("#notices")).containsText("schema_version is 2");
    }

    @Test
    void anUploadThatBrokeOffIsToldOnThePage() {
        Answer answer = site.http()
                .send(
                        "POST",
                        "/dashboard/price-import.xhtml",
                        "--x\r\nContent-Disposition: form-data; name=\"catalogue\"; filename=\"models.json\"\r\n\r\n{\"sch",
                        "Content-Type",
                        "multipart/form-data; boundary=x",
                        "Cookie",
                        Chromium.cookiesOf(operator, site.root()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("did not arrive whole").contains("id=\"catalogue\"");
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
        choose(catalogue.getBytes(StandardCharsets.UTF_8));
        operator.locator("#look").click();
    }

    private static void choose(byte[] file) {
        operator.locator("#catalogue").setInputFiles(new FilePayload("models.json", "application/json", file));
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
