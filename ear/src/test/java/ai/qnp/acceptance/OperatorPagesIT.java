package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the operator does on the pages that are the operator's alone. */
@BrowserTest
class OperatorPagesIT {
    private static SignInSite site;
    private static Page operator;

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        operator = chromium.somebody();
        site.signInOperator(operator);
    }

    private static void open(String name) {
        operator.navigate(site.root() + "/dashboard/" + name + ".xhtml");
    }

    @Test
    void theOperatorMakesAnAccountAndGivesItAPlanAndCredits() {
        open("accounts");
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
        JsonNode system = site.manage().call("GET", "/system", null).json();

        open("system");

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
        open("sage");
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

    /** On a busy machine the library's delay took the keyboard from a field that was being filled in. */
    @Test
    void aDialogTakesTheKeyboardFromNobodyWhoTypesInItAlready() {
        Page hasty = operator.context().newPage();
        hasty.navigate(site.root() + "/dashboard/accounts.xhtml");
        hasty.waitForFunction("window.PrimeFaces.widgets.creditDialog");
        hasty.clock().install();

        hasty.evaluate("PF('creditDialog').show(); document.getElementById('creditReference').focus()");
        hasty.clock().runFor(1_000);
        assertThat(hasty.locator("#creditReference")).isFocused();

        hasty.evaluate("PF('creditDialog').hide(); PF('tierDialog').show()");
        hasty.clock().runFor(1_000);
        assertThat(hasty.locator("#newTier")).isFocused();
        hasty.close();
    }
}
