package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.PageForEveryone;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bodies that are kept, on the pages: the operator turns it on, the key's owner knows of it, and both read them when they ask to. */
@BrowserTest
class BodyPagesIT {
    private static final String HOSTILE = "{\"model\":\"none\",\"messages\":[{\"role\":\"user\",\"content\":"
            + "\"</code></pre><script>taken=1</script><img src=x onerror=taken=1>#{6*7} Grüße \u202E turned\"}]}";

    private static SignInSite site;
    private static Page operator;
    private static Page jo;
    private static String josAccount;

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        josAccount = site.account("jo-whose-bodies-are-kept@example.com");
        operator = chromium.somebody();
        site.signInOperator(operator);
        jo = chromium.somebody();
        site.signIn(jo, "jo-whose-bodies-are-kept@example.com");
    }

    @Test
    void theOperatorTurnsItOnInTheEditorAndOff() {
        Caller caller = key("", "\"name\":\"watched by the editor\"");

        edit(operator, "watched by the editor");
        operator.locator("summary", new Page.LocatorOptions().setHasText("Request bodies"))
                .click();
        operator.locator("#bodiesDays").fill("91");
        operator.locator("#createKey").click();
        assertThat(operator.locator("#keyMessages")).containsText("from 1 to 90");
        operator.locator("#bodiesDays").fill("7");
        operator.locator("#bodiesBytes").fill("4000");
        operator.locator("#createKey").click();

        assertThat(row(operator, "watched by the editor")).containsText("bodies kept for 7 days");
        assertThat(shown(caller, "").path("log_bodies")).hasToString("{\"retention_days\":7,\"max_bytes\":4000}");

        edit(operator, "watched by the editor");
        operator.locator("summary", new Page.LocatorOptions().setHasText("Request bodies"))
                .click();
        assertThat(operator.locator("#bodiesBytes")).hasValue("4000");
        operator.locator("#bodiesDays").fill("");
        operator.locator("#createKey").click();

        assertThat(row(operator, "watched by the editor")).not().containsText("bodies kept");
        assertThat(shown(caller, "").path("log_bodies").isNull()).isTrue();
    }

    @Test
    void theOwnerOfAKeyKnowsOfItAndCannotChangeIt() {
        Caller caller = key("?account=" + josAccount, "\"name\":\"jos\"," + logging(1, 65_536));
        jo.navigate(site.root() + "/dashboard/keys.xhtml");
        assertThat(row(jo, "jos")).containsText("bodies kept for 1 day");

        edit(jo, "jos");
        assertThat(jo.locator("#bodiesDays")).hasCount(0);
        jo.locator("#keyName").fill("jos renamed");
        jo.locator("#createKey").click();

        assertThat(row(jo, "jos renamed")).containsText("bodies kept for 1 day");
        assertThat(shown(caller, "?account=" + josAccount).path("log_bodies"))
                .hasToString("{\"retention_days\":1,\"max_bytes\":65536}");
        jo.navigate(site.root() + "/dashboard/connect.xhtml?key=" + caller.keyId());
        assertThat(jo.locator("#bodiesKept")).containsText("kept for 1 day");
        assertThat(jo.locator("#bodiesKept")).containsText("65,536 bytes");
        PageForEveryone.holds(jo, "connect-bodies");
    }

    @Test
    void aBodyIsShownAsTextWhenItIsAskedForAndThatIsOnTheTrail() {
        Caller caller = key("?account=" + josAccount, "\"name\":\"read\"," + logging(7, 65_536));
        String request = sent(caller);
        String address = site.root() + "/dashboard/request.xhtml?id=" + request;

        jo.navigate(address);
        assertThat(jo.locator("#requestBody")).isVisible();
        assertThat(jo.locator("#bodyText")).hasCount(0);
        assertThat(readings(request)).isEmpty();
        jo.locator("#showBody").press("Enter");

        assertThat(jo.locator("#bodyText")).isVisible();
        assertThat(jo.locator("#bodyText").textContent()).isEqualTo(HOSTILE);
        assertThat(jo.locator("#requestBody")).containsText("bytes, kept until");
        assertThat(jo.locator("img[src=x]")).hasCount(0);
        assertThat(jo.evaluate("typeof taken")).isEqualTo("undefined");
        assertThat(readings(request))
                .singleElement()
                .satisfies(event -> assertThat(event.path("actor").asString()).isEqualTo("dashboard"));
        PageForEveryone.holds(jo, "request-body");

        operator.navigate(address);
        assertThat(operator.locator("#noRequest")).isVisible();
        assertThat(operator.locator("#requestBody")).hasCount(0);
    }

    @Test
    void aCutBodySaysSoAndARequestWithoutOneHasNoSuchPart() {
        Caller cut = key("?account=" + josAccount, "\"name\":\"cut\"," + logging(7, 10));
        Caller plain = key("?account=" + josAccount, "\"name\":\"plain\"");

        jo.navigate(site.root() + "/dashboard/request.xhtml?id=" + sent(cut));
        jo.locator("#showBody").click();
        assertThat(jo.locator("#requestBody")).containsText("The first 10 of");
        assertThat(jo.locator("#bodyText").textContent()).isEqualTo(HOSTILE.substring(0, 10));

        jo.navigate(site.root() + "/dashboard/request.xhtml?id=" + sent(plain));
        assertThat(jo.locator(".receipt")).isVisible();
        assertThat(jo.locator("#requestBody")).hasCount(0);
    }

    private static String logging(int days, int bytes) {
        return "\"log_bodies\":{\"retention_days\":" + days + ",\"max_bytes\":" + bytes + "}";
    }

    private static Caller key(String at, String fields) {
        JsonNode key = site.manage()
                .call("POST", "/keys" + at, "{" + fields + "}")
                .expect(201)
                .json();
        return new Caller(
                site.http(), key.path("id").asString(), key.path("key").asString());
    }

    private static JsonNode shown(Caller caller, String at) {
        return site.manage()
                .call("GET", "/keys/" + caller.keyId() + at, null)
                .expect(200)
                .json();
    }

    private static String sent(Caller caller) {
        return caller.chat(HOSTILE).header("x-request-id").orElseThrow();
    }

    private static List<JsonNode> readings(String request) {
        return site.manage()
                .call("GET", "/audit?action=body.read&account=" + josAccount, null)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(event -> event.path("subject").asString().equals(request))
                .toList();
    }

    private static Locator row(Page page, String name) {
        return page.locator("#keysTable tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void edit(Page page, String name) {
        page.navigate(site.root() + "/dashboard/keys.xhtml");
        row(page, name).locator("[id$=':edit']").click();
        assertThat(page.locator("#keyName")).hasValue(name);
    }
}
