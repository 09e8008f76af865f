package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.DeployedPages;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What browsers are told about every page, so that no other site can use it and nothing that is written on it runs. */
@BrowserTest
class SafePagesIT {
    private static final Pattern NONCE = Pattern.compile("script-src 'self' 'nonce-([^']{16,})'");
    private static final Pattern SCRIPT = Pattern.compile("<script\\b[^>]*>");
    private static final Pattern HANDLER = Pattern.compile("<[a-zA-Z][^>]*\\son[a-z]+\\s*=");
    private static final Set<String> OPEN_TO_ALL = Set.of("/signin.xhtml", "/guide", "/guide/quickstart");

    private static SignInSite site;
    private static String cookies;

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        Page operator = chromium.somebody();
        site.signInOperator(operator);
        cookies = Chromium.cookiesOf(operator, site.root());
    }

    private static Set<String> all() throws Exception {
        Set<String> all = new TreeSet<>(OPEN_TO_ALL);
        DeployedPages.names().forEach(name -> all.add("/dashboard/" + name + ".xhtml"));
        // signed in, one is led on from here
        all.remove("/signin.xhtml");
        return all;
    }

    private static Answer get(String path, String... more) {
        return site.http().send("GET", path, null, more);
    }

    @Test
    void noPageMayBeFramedNorRunsWhatIsNotItsOwn() throws Exception {
        for (String path : all()) {
            Answer page = get(path, "Cookie", cookies).expect(200);
            String policy = page.header("Content-Security-Policy").orElse("");

            assertThat(page.header("X-Frame-Options")).as(path).contains("DENY");
            assertThat(page.header("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(page.header("Referrer-Policy")).as(path).contains("no-referrer");
            assertThat(page.header("Cache-Control").orElse("")).as(path).contains("no-store");
            if (path.contains("requests-newer")) {
                // lines for another page: no script, no form
                assertThat(page.body()).doesNotContain("<script", "<form");
                continue;
            }
            assertThat(policy)
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe-eval");
            assertThat(policy.substring(policy.indexOf("script-src"))).as(path).doesNotContain("unsafe-inline");
            runsOnlyItsOwn(path, page.body(), nonceOf(page));
        }
    }

    private static void runsOnlyItsOwn(String path, String body, String nonce) {
        assertThat(SCRIPT.matcher(body).results().map(MatchResult::group))
                .as(path)
                .isNotEmpty()
                .allMatch(script -> script.contains("src=\"/") || script.contains("nonce=\"" + nonce + "\""));
        assertThat(HANDLER.matcher(SCRIPT.matcher(body).replaceAll(""))
                        .results()
                        .map(MatchResult::group))
                .as(path)
                .isEmpty();
    }

    private static String nonceOf(Answer page) {
        return NONCE.matcher(page.header("Content-Security-Policy").orElse(""))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyAnswerHasANonceOfItsOwn() {
        Set<String> nonces = new TreeSet<>();
        for (int time = 0; time < 5; time++) {
            nonces.add(nonceOf(get("/dashboard/overview.xhtml", "Cookie", cookies)));
        }

        assertThat(nonces).hasSize(5);
    }

    @Test
    void noPageTakesAFormOfAnotherSite() throws Exception {
        Set<String> all = all();
        all.add("/signin.xhtml");
        for (String path : all) {
            assertThat(posted(path, "Sec-Fetch-Site", "cross-site")).as(path).isEqualTo(403);
            assertThat(posted(path, "Origin", "https://evil.example")).as(path).isEqualTo(403);
        }
        assertThat(posted("/dashboard/keys.xhtml", "Sec-Fetch-Site", "same-origin"))
                .isEqualTo(200);
    }

    private static int posted(String path, String header, String value) {
        return site.http()
                .send(
                        "POST",
                        path,
                        "newKey=newKey",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        cookies,
                        header,
                        value)
                .status();
    }
}
