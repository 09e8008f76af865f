package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.DeployedPages;
import ai.qnp.acceptance.server.PageForEveryone;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every page of the dashboard is for everyone, at every width, in both themes, whatever things are called. */
@BrowserTest
class PagesIT {
    private static final String EVIL = "<img src=x onerror=document.title='taken'>";
    private static final String LONG = "w".repeat(80);
    private static final String EVIL_EMAIL = "<img/src=x/onerror=document.title=1>" + LONG + "@example.com";

    private static final String[] EVERYBODYS = {
        "overview", "keys", "credentials", "playground", "requests", "usage", "models", "billing", "audit", "settings"
    };
    private static final String[] OF_SOMETHING = {"request", "connect"};
    private static final String[] OPERATORS = {
        "accounts", "providers", "prices", "price-import", "re-rating", "sage", "system"
    };

    private static SignInSite site;
    private static Page operator;
    private static Page free;
    private static Page stranger;
    private static String request;
    private static String keyId;

    private static Stream<String> seenByAccounts() {
        return Stream.of(EVERYBODYS, OF_SOMETHING).flatMap(Arrays::stream);
    }

    private static Stream<String> seenByTheOperator() {
        return Stream.of(EVERYBODYS, OPERATORS).flatMap(Arrays::stream);
    }

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        String account = site.account("pages@example.com");
        site.account(EVIL_EMAIL);
        JsonNode key = site.manage()
                .call("POST", "/keys?account=" + account, "{\"name\":\"" + EVIL + LONG.substring(40) + "\"}")
                .expect(201)
                .json();
        keyId = key.path("id").asString();
        site.credit(account, "5", EVIL + LONG);
        request = new Caller(site.http(), keyId, key.path("key").asString())
                .chat(Caller.ask(EVIL))
                .header("x-request-id")
                .orElseThrow();
        free = chromium.somebody();
        site.signIn(free, "pages@example.com");
        operator = chromium.somebody();
        site.signInOperator(operator);
        stranger = chromium.somebody();
    }

    private static void open(Page page, String name) {
        String query = switch (name) {
            case "request" -> "?id=" + request;
            case "connect" -> "?key=" + keyId;
            default -> "";
        };
        assertThat(page.navigate(site.root() + "/dashboard/" + name + ".xhtml" + query)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyPageThatIsDeployedIsLookedAtHere() throws Exception {
        Set<String> lookedAt =
                Stream.concat(seenByAccounts(), seenByTheOperator()).collect(Collectors.toCollection(TreeSet::new));
        // lines for another page, none of its own
        lookedAt.add("requests-newer");

        assertThat(DeployedPages.names()).isEqualTo(lookedAt);
    }

    @ParameterizedTest
    @MethodSource("seenByAccounts")
    void whatAnAccountSeesIsForEveryone(String name) {
        open(free, name);

        PageForEveryone.holds(free, "free-" + name);
    }

    @ParameterizedTest
    @MethodSource("seenByTheOperator")
    void whatTheOperatorSeesIsForEveryone(String name) {
        open(operator, name);

        PageForEveryone.holds(operator, "operator-" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "signin, /signin.xhtml, 200",
        "link-gone, /signin/email?token=none, 410",
        "set-up-gone, /setup?token=none, 410",
        "not-found, /guide/none, 404"
    })
    void whatAStrangerSeesIsForEveryone(String name, String path, int status) {
        assertThat(stranger.navigate(site.root() + path).status()).isEqualTo(status);

        PageForEveryone.holds(stranger, name);
    }
}
