package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.DeployedPages;
import ai.qnp.acceptance.server.SignInSite;
import ai.qnp.acceptance.upstream.Answers;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two accounts and the operator, each in a browser of its own: nobody sees what is another's, nor runs what he wrote. */
@BrowserTest
class IsolatedPagesIT {
    /** What the request log asks for while it follows: no page of its own. */
    private static final String LINES_FOR_A_PAGE = "requests-newer";

    private static final Set<String> EVERYBODYS = Set.of(
            "audit",
            "billing",
            "connect",
            "credentials",
            "keys",
            "models",
            "overview",
            "playground",
            "request",
            "requests",
            LINES_FOR_A_PAGE,
            "settings",
            "usage");
    private static final Set<String> OPERATORS =
            Set.of("accounts", "price-import", "prices", "providers", "re-rating", "sage", "system");

    /** What follows it on its line is shown from right to left. */
    private static final String TURNED = "\u202E";

    private static final String HOSTILE = "</td><script>taken=1</script><img src=x onerror=taken=1>\"'#{6*7}${6*7}";
    private static final String LONG = "0123456789".repeat(1_000);

    private static final String JOS_EMAIL = "jos-mail\"'<img/src=x/onerror=taken=1>" + TURNED + "@example.com";
    private static final String JOS_KEY = "jos-key " + HOSTILE + TURNED;
    private static final String JOS_LABEL = "jos-label " + HOSTILE + TURNED;
    private static final String JOS_TOKEN = "jos-token " + HOSTILE + TURNED;
    private static final String JOS_INVOICE = "jos-invoice " + HOSTILE + TURNED + LONG.substring(0, 90);
    private static final String JOS_MODEL = "jos-model " + HOSTILE + LONG.substring(0, 150);
    private static final String SAID_TO_JO = "said-to-jo " + HOSTILE + TURNED + LONG;
    /** Where each is seen by Jo, who may. */
    private static final Map<String, String> JOS = Map.of(
            "jos-key", "keys",
            "jos-label", "credentials",
            "jos-token", "settings",
            "jos-invoice", "billing",
            "jos-model", "requests",
            "said-to-jo", "request",
            "jos-mail", "settings");

    /** Texts in which something follows on the same line that the text could turn around. */
    private static final String TURNED_AROUND = """
            () => {
              const found = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                if (!text.data.includes('\\u202e') || text.parentElement.closest('script, option, textarea')) { continue; }
                let around = text.parentElement;
                const style = () => getComputedStyle(around);
                while (style().display === 'inline' && !style().unicodeBidi.startsWith('isolate')) {
                  around = around.parentElement;
                }
                const rest = document.createRange();
                rest.setStartAfter(text);
                rest.setEndAfter(around.lastChild);
                if (rest.toString().trim()) { found.push(around.outerHTML.slice(0, 300)); }
              }
              return found;
            }""";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static SignInSite site;
    private static Page operator;
    private static Page jo;
    private static Page eve;
    private static String josAccount;
    private static String josKey;
    private static String refused;

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        site.upstream().on("mistral", Answers.fails(429, error(SAID_TO_JO), "Retry-After", "600"));
        josAccount = created("/accounts", Map.of("email", JOS_EMAIL, "tier", "free"));
        fillJos("?account=" + josAccount);
        site.account("eve-of-the-pages@example.com");
        operator = chromium.somebody();
        site.signInOperator(operator);
        eve = chromium.somebody();
        site.signIn(eve, "eve-of-the-pages@example.com");
        jo = chromium.somebody();
        signInJo();
    }

    private static void fillJos(String at) {
        created("/accounts/" + josAccount + "/credits", Map.of("amount_usd", "5", "reference", JOS_INVOICE));
        created("/credentials" + at, Map.of("provider", "groq", "api_key", "gsk-jo-0123456789", "label", JOS_LABEL));
        created("/tokens" + at, Map.of("name", JOS_TOKEN));
        JsonNode key = site.manage()
                .call(
                        "POST",
                        "/keys" + at,
                        json(Map.of("name", JOS_KEY, "budget", Map.of("amount_usd", "9", "period", "month"))))
                .expect(201)
                .json();
        josKey = key.path("id").asString();
        Caller caller = new Caller(site.http(), josKey, key.path("key").asString());
        caller.chat(asking(JOS_MODEL)).expect(404);
        caller.chat(asking(JOS_MODEL + TURNED + LONG)).expect(400);
        Answer answer = caller.chat(Caller.ask("mistral/codestral-latest"));
        assertThat(site.upstream().received("mistral")).as(answer.body()).hasSize(1);
        refused = answer.header("x-request-id").orElseThrow();
    }

    /** By a site that says who he is: his address is not one that letters reach. */
    private static void signInJo() {
        site.says("google", "jo", Map.of("email", JOS_EMAIL, "email_verified", "true"));
        jo.navigate(site.root() + "/signin.xhtml");
        jo.locator("a.google").click();
        jo.waitForURL("**/dashboard/overview.xhtml");
    }

    private static String created(String path, Map<String, Object> fields) {
        return site.manage()
                .call("POST", path, json(fields))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private static String asking(String model) {
        return Caller.ask(model.replace("\"", "\\\""));
    }

    private static String json(Map<String, Object> fields) {
        return JSON.writeValueAsString(fields);
    }

    private static String error(String message) {
        return json(Map.of("error", Map.of("message", message, "type", "rate_limit_error")));
    }

    @Test
    void everyPageThatIsDeployedIsLookedAtHere() throws Exception {
        assertThat(DeployedPages.names()).isEqualTo(all());
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(EVERYBODYS);
        all.addAll(OPERATORS);
        return all;
    }

    @Test
    void aFreeAccountSeesNothingOfAnotherOnAnyPage() {
        // given
        List<String> pointers = List.of(
                "",
                "?id=" + refused,
                "?key=" + josKey + "&group=key",
                "?account=" + josAccount,
                "?id=" + refused + "&key=" + josKey + "&account=" + josAccount + "&group=model");

        for (String name : EVERYBODYS) {
            for (String pointer : pointers) {
                // when
                int status = eve.navigate(address(name) + pointer).status();

                // then
                assertThat(status).as(name + pointer).isEqualTo(200);
                assertThat(eve.content()).as(name + pointer).doesNotContain(JOS.keySet());
                if (name.equals("request")) {
                    assertThat(eve.locator("#noRequest")).isVisible();
                }
            }
        }
        for (String data : List.of("audit.csv", "requests.csv", "re-rating.csv", "playground/models")) {
            assertThat(fetched(eve, "/dashboard/" + data + "?account=" + josAccount + "&key=" + josKey))
                    .as(data)
                    .doesNotContain(JOS.keySet());
        }
        JOS.forEach((mark, name) -> {
            open(jo, name);
            assertThat(jo.locator("main")).containsText(mark);
        });
    }

    @Test
    void aFreeAccountFindsNoPageOfTheOperators() {
        for (String name : OPERATORS) {
            assertThat(eve.navigate(address(name)).status()).as(name).isEqualTo(404);
            open(eve, "overview");
            assertThat(eve.evaluate(
                            "page => fetch(page, {method: 'POST', body: new URLSearchParams({a: 'b'})}).then(r => r.status)",
                            address(name)))
                    .as("a form of " + name)
                    .isEqualTo(404);
            assertThat(eve.locator("a[href*='/" + name + ".xhtml']")).hasCount(0);
            open(operator, name);
        }
    }

    @Test
    void whateverSomebodyWroteIsTextOnEveryPage() {
        List<String> found = new ArrayList<>();
        for (Page page : List.of(jo, operator)) {
            page.setViewportSize(360, 900);
            for (String name : page.equals(operator) ? all() : EVERYBODYS) {
                // when
                open(page, name);

                // then
                assertThat(page.evaluate("typeof taken")).as(name).isEqualTo("undefined");
                assertThat(page.locator("img[src=x]")).hasCount(0);
                if (!name.equals(LINES_FOR_A_PAGE)) {
                    assertThat(page.title()).as(name).endsWith("QNP");
                    int wider = (int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
                    if (wider > 0) {
                        found.add(name + " sticks out by " + wider);
                    }
                }
                ((List<?>) page.evaluate(TURNED_AROUND)).forEach(text -> found.add(name + " may turn around: " + text));
            }
            page.setViewportSize(1280, 900);
        }
        assertThat(found).isEmpty();
        open(jo, "keys");
        assertThat(jo.locator("#keysTable")).containsText(JOS_KEY);
        open(jo, "credentials");
        assertThat(jo.locator("main")).containsText(JOS_LABEL);
        open(jo, "request");
        assertThat(jo.locator(".receipt")).containsText("said-to-jo " + HOSTILE);
        open(operator, "providers");
        assertThat(operator.locator("#providersTable")).containsText("said-to-jo " + HOSTILE);
        open(operator, "accounts");
        assertThat(operator.locator("#accountsTable")).containsText(JOS_EMAIL);
        jo.navigate(address("usage") + "?group=key");
        assertThat(jo.locator("#usageTable")).containsText(JOS_KEY);
    }

    @Test
    void aNameFromRightToLeftTurnsNoQuestionAndNoNoticeAround() {
        // given
        site.manage()
                .call("POST", "/keys?account=" + josAccount, json(Map.of("name", "doomed " + TURNED)))
                .expect(201);
        open(jo, "keys");
        Locator row = jo.locator("#keysTable tbody tr").filter(new Locator.FilterOptions().setHasText("doomed"));

        // when
        row.locator("[id$=':revoke']").click();

        // then
        assertThat(jo.locator("#revokeBody")).containsText("doomed");
        assertThat((List<?>) jo.evaluate(TURNED_AROUND)).isEmpty();
        jo.locator("#confirmRevoke").click();
        assertThat(jo.locator("#notices")).containsText("\u2068doomed " + TURNED + "\u2069 was revoked");
    }

    @Test
    void aRequestsReceiptIsTextToo() {
        open(jo, "requests");
        List<String> opened = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            jo.locator(".ui-row-toggler").nth(row).click();
            jo.locator(".receipt").nth(row).waitFor();
            opened.add(jo.locator(".receipt").nth(row).innerText());
        }

        assertThat(String.join("\n", opened)).contains("said-to-jo", "jos-model " + HOSTILE);
        assertThat(jo.evaluate("typeof taken")).isEqualTo("undefined");
        assertThat((List<?>) jo.evaluate(TURNED_AROUND)).isEmpty();
    }

    private static String address(String name) {
        return site.root() + "/dashboard/" + name + ".xhtml";
    }

    private static void open(Page page, String name) {
        String query = name.equals("request") ? "?id=" + refused : "";
        assertThat(page.navigate(address(name) + query).status()).as(name).isEqualTo(200);
    }

    private static String fetched(Page page, String path) {
        return (String) page.evaluate("path => fetch(path).then(r => r.text())", path);
    }
}
