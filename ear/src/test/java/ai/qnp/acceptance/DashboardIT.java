package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard in a browser, from the set-up link of the first start to a revoked key. */
@BrowserTest
class DashboardIT {
    private static final String KEY_NAME = "made in the browser";

    private final Gateway gateway;

    DashboardIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void leadsFromTheSetUpLinkToARevokedKey(Chromium chromium) {
        String link = gateway.process().setUpLink();
        keepsStrangersOut(chromium.somebody());
        Page page = chromium.somebody();
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        opensOnTheOverview(page, link);
        worksOnlyOnce(chromium.somebody(), link);
        String key = createsAKeyWithAChain(page);
        copies(page, key);
        showsItsRequest(page, key);
        showsHowProvidersFare(page);
        givesItABudgetAndLimits(page);
        rotates(page, key);
        revokes(page, key);
    }

    private String address(String path) {
        return gateway.http().root() + path;
    }

    private void keepsStrangersOut(Page page) {
        for (String name : List.of("overview", "keys", "requests", "providers")) {
            page.navigate(address("/dashboard/" + name + ".xhtml"));
            assertThat(page.url()).doesNotContain("/dashboard/");
            assertThat(page.content()).doesNotContain("newKey");
        }
    }

    private void opensOnTheOverview(Page page, String link) {
        page.navigate(link);
        assertThat(page.url()).endsWith("/dashboard/overview.xhtml").doesNotContain("token");
        assertThat(page.locator("h1")).hasText("Overview");
        assertThat(page.locator("#providers")).containsText(Gateway.POLITE);
    }

    private static void worksOnlyOnce(Page page, String link) {
        assertThat(page.navigate(link).status()).isEqualTo(410);
        assertThat(page.url()).doesNotContain("/dashboard/");
    }

    private static String createsAKeyWithAChain(Page page) {
        page.locator("#navKeys").click();
        page.locator("#newKey").click();
        page.locator("#keyName").fill(KEY_NAME);
        addStep(page, 0, Gateway.POLITE);
        addStep(page, 1, "openai");
        page.locator("#createKey").click();
        Locator created = page.locator("#createdKey");
        assertThat(created).isVisible();
        String key = created.inputValue();
        assertThat(key).matches("qnp-[0-9A-Za-z]{43}");
        return key;
    }

    private static void addStep(Page page, int place, String provider) {
        page.locator("#addStep").click();
        Locator choice = page.locator("[id='steps:" + place + ":provider']");
        assertThat(choice).isVisible();
        page.waitForResponse(
                response -> response.request().method().equals("POST"), () -> choice.selectOption(provider));
        assertThat(choice).hasValue(provider);
    }

    private void copies(Page page, String key) {
        page.locator("#copyKey").click();
        assertThat(page.locator("#copyKey")).containsText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
        page.locator("#createdDone").click();
        assertThat(page.locator("#createdDialog")).isHidden();
        assertThat(row(page)).containsText(Gateway.POLITE);
        page.reload();
        assertThat(page.content()).doesNotContain(key);
    }

    private static Locator row(Page page) {
        return page.locator("#keysTable tbody tr").filter(new Locator.FilterOptions().setHasText(KEY_NAME));
    }

    private void showsItsRequest(Page page, String key) {
        new Caller(gateway.http(), "", key).chat(Caller.ask("qnp/auto")).expect(200);
        page.locator("#navRequests").click();
        Locator newest =
                page.locator("#requestsTable tbody tr").filter(new Locator.FilterOptions().setHasText(KEY_NAME));
        assertThat(newest).hasCount(1);
        assertThat(newest).containsText("m1");
        assertThat(newest).containsText(Gateway.POLITE);
        assertThat(newest).containsText("200");
    }

    private void showsHowProvidersFare(Page page) {
        String busy = gateway.provider();
        gateway.upstream()
                .on(
                        busy,
                        Answers.fails(
                                429, Answers.error("slow <b>down</b>", "rate_limit_error", "x"), "Retry-After", "50"));
        gateway.callerOver(busy).chat(Caller.ask("m1")).expect(429);
        page.locator("#navProviders").click();
        assertThat(page.locator("h1")).hasText("Providers");
        Locator row = page.locator("#providersTable tbody tr").filter(new Locator.FilterOptions().setHasText(busy));
        assertThat(row).containsText("cooling down");
        assertThat(row).containsText("rate limited: slow <b>down</b>");
        page.locator("#clearHealth").click();
        assertThat(page.locator("#notices")).containsText("asked as usual");
        assertThat(row).containsText("healthy");
    }

    private void givesItABudgetAndLimits(Page page) {
        page.locator("#navKeys").click();
        row(page).locator("[id$=':edit']").click();
        page.locator("summary")
                .filter(new Locator.FilterOptions().setHasText("Budget"))
                .click();
        page.locator("#budgetAmount").fill("much");
        page.locator("#rpm").fill("60");
        page.locator("#createKey").click();
        assertThat(page.locator("#keyMessages")).containsText("could not be read");
        page.locator("#budgetAmount").fill("25");
        page.locator("#createKey").click();
        assertThat(page.locator("#keyDialog")).isHidden();
        assertThat(row(page)).containsText("of $25.00 a month");
        assertThat(row(page)).containsText("60 RPM");
    }

    private void rotates(Page page, String key) {
        row(page).locator("[id$=':rotate']").click();
        page.locator("#grace").selectOption("3600");
        page.locator("#confirmRotate").click();
        Locator created = page.locator("#createdKey");
        assertThat(created).isVisible();
        String next = created.inputValue();
        assertThat(next).matches("qnp-[0-9A-Za-z]{43}").isNotEqualTo(key);
        for (String each : List.of(key, next)) {
            new Caller(gateway.http(), "", each).chat(Caller.ask("qnp/auto")).expect(200);
        }
        page.locator("#createdDone").click();
        assertThat(row(page)).hasCount(2);
        assertThat(endingRow(page)).hasCount(1);
    }

    private static Locator endingRow(Page page) {
        return row(page).filter(new Locator.FilterOptions().setHasText("until"));
    }

    private void revokes(Page page, String key) {
        page.locator("#navKeys").click();
        endingRow(page).locator("[id$=':revoke']").click();
        page.locator("#confirmRevoke").click();
        assertThat(page.locator("#revokeDialog")).isHidden();
        assertThat(new Caller(gateway.http(), "", key)
                        .chat(Caller.ask("qnp/auto"))
                        .expect(401)
                        .code())
                .isEqualTo("revoked_api_key");
    }
}
