package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.server.SignInSite;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways into the dashboard, in a browser. */
@BrowserTest
class SignInIT {
    private static final String SETTINGS = "/dashboard/settings.xhtml";
    private static final String OVERVIEW = "/dashboard/overview.xhtml";

    private static Chromium chromium;
    private static SignInSite site;

    @BeforeAll
    static void start(Chromium browser, SignInSite shared) {
        chromium = browser;
        site = shared;
    }

    @Test
    void aLinkOpensOnceAndOnlyInTheBrowserThatAsked() throws Exception {
        // given
        site.account("jo@example.com");
        Page jo = chromium.somebody();
        site.askForLink(jo, "jo@example.com");
        String link = site.linkFor("jo@example.com");

        // when
        Page eve = chromium.somebody();
        int elsewhere = eve.navigate(link).status();
        jo.navigate(link);

        // then
        assertThat(elsewhere).isEqualTo(403);
        assertThat(eve.locator("#refusal")).containsText("in the browser in which you asked");
        assertThat(jo.url()).endsWith(OVERVIEW);
        assertThat(jo.navigate(link).status()).isEqualTo(410);
        assertThat(eve.navigate(site.root() + OVERVIEW).url()).contains("/signin.xhtml");
    }

    @Test
    void aWrongAdminTokenIsToldAndTheRightOneOpensTheOperatorsDashboard() {
        // given
        Page operator = chromium.somebody();
        operator.navigate(site.root() + "/signin.xhtml");
        operator.locator("details summary").click();

        // when
        operator.locator("#adminToken").fill("wrong");
        operator.locator("#signIn").click();

        // then
        assertThat(operator.locator("#signInMessages")).containsText("not the admin token");
        operator.locator("details summary").click();
        operator.locator("#adminToken").fill(SignInSite.ADMIN_TOKEN);
        operator.locator("#signIn").click();
        operator.waitForURL("**" + OVERVIEW);
        assertThat(operator.locator("#navProviders")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "apple"})
    void aVerifiedAddressOpensItsAccountOverAnotherSite(String provider) {
        // given
        String address = provider + "-user@example.com";
        site.account(address);
        Page somebody = chromium.somebody();
        somebody.navigate(site.root() + "/dashboard/keys.xhtml");

        // when
        site.says(provider, "subject-of-" + address, Map.of("email", address, "email_verified", "true"));
        somebody.locator("a." + provider).click();

        // then
        somebody.waitForURL("**/dashboard/keys.xhtml");
        assertThat(somebody.locator("#keysTable")).isVisible();
    }

    @Test
    void anAddressThatAProviderHasNotVerifiedOpensNobodysAccount() {
        // given
        site.account("wanted@example.com");
        Page eve = chromium.somebody();
        eve.navigate(site.root() + "/signin.xhtml");

        // when
        site.says("google", "eve", Map.of("email", "wanted@example.com", "email_verified", false));
        eve.locator("a.google").click();

        // then
        assertThat(eve.locator("h1")).containsText("not verified");
        assertThat(eve.navigate(site.root() + OVERVIEW).url()).contains("/signin.xhtml");
    }

    @Test
    void nobodyIsSignedInAsSomebodyElseByALink() throws Exception {
        // given: the end of a sign-in that an attacker began, and kept
        site.account("attacker@example.com");
        String entrance = site.http()
                .send("GET", "/signin/google", null)
                .header("Location")
                .orElseThrow();
        String kept = site.afterwards(entrance);

        // when
        Page victim = chromium.somebody();
        int status = victim.navigate(kept).status();

        // then
        assertThat(status).isEqualTo(403);
        assertThat(victim.locator("#refusal")).containsText("Another browser began");
        assertThat(victim.navigate(site.root() + OVERVIEW).url()).contains("/signin.xhtml");
    }

    @Test
    void nobodyLearnsWhoHasAnAccount() {
        // given
        site.account("known@example.com");
        Page asker = chromium.somebody();

        // when
        site.askForLink(asker, "known@example.com");
        String known = asker.locator("#linkSent").innerText();
        site.askForLink(asker, "unknown@example.com");
        String unknown = asker.locator("#linkSent").innerText();

        // then
        assertThat(unknown.replace("unknown@", "known@")).isEqualTo(known);
        assertThat(site.lettersTo("unknown@example.com")).isEmpty();
    }

    @Test
    void aSessionThatSomebodyPlantedIsWorthNothingAfterwards() throws Exception {
        // given
        site.account("planted@example.com");
        Page victim = chromium.somebody();
        String planted = "f".repeat(64);
        victim.context()
                .addCookies(List.of(
                        new Cookie(site.cookie("session"), planted).setUrl(site.root()),
                        new Cookie(site.cookie("page"), "0000planted:planted").setUrl(site.root())));

        // when
        site.signIn(victim, "planted@example.com");

        // then
        assertThat(victim.url()).endsWith(OVERVIEW);
        List<Cookie> kept = victim.context().cookies(site.root());
        assertThat(kept).noneMatch(cookie -> cookie.value.contains("planted") || cookie.value.equals(planted));
        assertThat(kept)
                .filteredOn(cookie -> cookie.name.contains("session") || cookie.name.contains("page"))
                .hasSize(2)
                .allMatch(cookie -> cookie.httpOnly && cookie.sameSite.name().equals("LAX"));
    }

    @Test
    void aFreeAccountFindsNothingOfTheOperators() throws Exception {
        // given
        site.account("signed-in-for-free@example.com");
        Page free = chromium.somebody();
        site.signIn(free, "signed-in-for-free@example.com");

        // when
        int providers =
                free.navigate(site.root() + "/dashboard/providers.xhtml").status();
        free.navigate(site.root() + "/dashboard/keys.xhtml");

        // then
        assertThat(providers).isEqualTo(404);
        assertThat(free.locator("#navProviders")).hasCount(0);
        assertThat(free.locator("#keysTable")).containsText("No keys yet");
    }

    @Test
    void aPasskeyOpensItsAccountUntilItIsRemoved() throws Exception {
        // given
        site.account("key-owner@example.com");
        Page owner = chromium.somebody();
        device(owner.context().newCDPSession(owner));
        site.signIn(owner, "key-owner@example.com");

        // when
        owner.navigate(site.root() + SETTINGS);
        owner.locator("#passkeyName").fill("laptop");
        owner.locator("#addPasskey").click();
        assertThat(owner.locator("#passkeysTable")).containsText("laptop");
        owner.locator("#signOut").click();
        owner.waitForURL("**/signin.xhtml");
        owner.locator("#usePasskey").click();

        // then
        owner.waitForURL("**" + OVERVIEW);
        owner.navigate(site.root() + SETTINGS);
        assertThat(owner.locator("#profileEmail")).hasText("key-owner@example.com");
        owner.locator("[id$=':removePasskey']").click();
        assertThat(owner.locator("#passkeysTable")).containsText("No passkeys yet");
        owner.locator("#signOut").click();
        owner.waitForURL("**/signin.xhtml");
        owner.locator("#usePasskey").click();
        assertThat(owner.locator("#passkeyFailed")).isVisible();
        assertThat(owner.navigate(site.root() + OVERVIEW).url()).contains("/signin.xhtml");
    }

    /** A device that knows its owner, as far as the browser is concerned; its id. */
    private static String device(CDPSession authenticator) {
        authenticator.send("WebAuthn.enable");
        JsonObject kind = new JsonObject();
        kind.addProperty("protocol", "ctap2");
        kind.addProperty("transport", "internal");
        kind.addProperty("hasResidentKey", true);
        kind.addProperty("hasUserVerification", true);
        kind.addProperty("isUserVerified", true);
        JsonObject options = new JsonObject();
        options.add("options", kind);
        return authenticator
                .send("WebAuthn.addVirtualAuthenticator", options)
                .get("authenticatorId")
                .getAsString();
    }

    @Test
    void anAccountHasAPasskeyForEachDeviceWithANameOfItsOwn() throws Exception {
        // given
        site.account("devices@example.com");
        Page owner = chromium.somebody();
        CDPSession authenticator = owner.context().newCDPSession(owner);
        String laptop = device(authenticator);
        site.signIn(owner, "devices@example.com");
        owner.navigate(site.root() + SETTINGS);
        addPasskey(owner, "laptop");
        Locator rows = owner.locator("#passkeysTable tbody tr");

        // when
        owner.locator("#passkeyName").fill("laptop again");
        owner.locator("#addPasskey").click();
        assertThat(owner.locator("#passkeyFailed")).isVisible();
        JsonObject gone = new JsonObject();
        gone.addProperty("authenticatorId", laptop);
        authenticator.send("WebAuthn.removeVirtualAuthenticator", gone);
        device(authenticator);
        addPasskey(owner, "phone");

        // then
        assertThat(rows).hasCount(2);

        // when
        rowOf(rows, "phone").locator("[id$=':renamePasskey']").click();
        assertThat(owner.locator("#newPasskeyName")).hasValue("phone");
        owner.locator("#newPasskeyName").fill(" ");
        owner.locator("#confirmRename").click();
        assertThat(owner.locator("#renameMessages .ui-messages-error")).isVisible();
        owner.locator("#newPasskeyName").fill("<b>new</b> phone");
        owner.locator("#confirmRename").click();
        assertThat(owner.locator("#renameDialog")).isHidden();

        // then
        assertThat(owner.locator("#notices")).containsText("<b>new</b> phone");
        assertThat(rowOf(rows, "<b>new</b> phone")).hasCount(1);
        assertThat(rowOf(rows, "laptop")).hasCount(1);

        // when
        rowOf(rows, "laptop").locator("[id$=':removePasskey']").click();
        assertThat(rows).hasCount(1);
        owner.locator("#signOut").click();
        owner.waitForURL("**/signin.xhtml");
        owner.locator("#usePasskey").click();

        // then
        owner.waitForURL("**" + OVERVIEW);
    }

    private static void addPasskey(Page owner, String name) {
        owner.locator("#passkeyName").fill(name);
        owner.locator("#addPasskey").click();
        assertThat(owner.locator("#passkeysTable")).containsText(name);
    }

    private static Locator rowOf(Locator rows, String name) {
        return rows.filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void aSessionThatIsEndedInTheSettingsStopsWithItsNextPage() throws Exception {
        // given
        site.account("two-browsers@example.com");
        Page here = chromium.somebody();
        site.signIn(here, "two-browsers@example.com");
        Page elsewhere = chromium.somebody();
        site.signIn(elsewhere, "two-browsers@example.com");

        // when
        here.navigate(site.root() + SETTINGS);
        assertThat(here.locator("#sessionsTable tbody tr")).hasCount(2);
        here.locator("[id$=':revokeSession']").click();
        assertThat(here.locator("#sessionsTable tbody tr")).hasCount(1);

        // then
        elsewhere.reload();
        assertThat(elsewhere.url()).contains("/signin.xhtml");
        here.reload();
        assertThat(here.locator("h1")).hasText("Settings");
    }

    @Test
    void aTokenActsOnItsAccountUntilItIsRevoked() throws Exception {
        // given
        String account = site.account("scripts@example.com");
        Page owner = chromium.somebody();
        site.signIn(owner, "scripts@example.com");

        // when
        owner.navigate(site.root() + SETTINGS);
        owner.locator("#tokenName").fill("deploys");
        owner.locator("#createToken").click();
        String token = owner.locator("#createdToken").inputValue();

        // then
        Manage scripts = new Manage(site.http(), token);
        assertThat(scripts.call("GET", "/accounts/" + account, null).expect(200).body())
                .contains("scripts@example.com");
        owner.reload();
        assertThat(owner.content()).doesNotContain(token);
        owner.locator("[id$=':revokeToken']").click();
        assertThat(owner.locator("#tokensTable")).containsText("No tokens yet");
        scripts.call("GET", "/keys", null).expect(401);
    }

    @Test
    void theGuideLetsItsReadersOutToo() throws Exception {
        // given
        site.account("reader@example.com");
        Page reader = chromium.somebody();
        site.signIn(reader, "reader@example.com");
        reader.navigate(site.root() + "/guide/quickstart");

        // when
        reader.locator("#signOut").click();

        // then
        reader.waitForURL("**/signin.xhtml");
        assertThat(reader.navigate(site.root() + OVERVIEW).url()).contains("/signin.xhtml");
        reader.navigate(site.root() + "/guide/quickstart");
        assertThat(reader.locator("h1")).hasText("Quickstart");
        assertThat(reader.locator("#signOut")).hasCount(0);
    }

    @Test
    void whoIsSignedOutElsewhereIsLedToTheSignInAndNowhereBack() throws Exception {
        // given
        site.account("twice@example.com");
        Page page = chromium.somebody();
        site.signIn(page, "twice@example.com");
        Page other = page.context().newPage();
        other.navigate(site.root() + OVERVIEW);
        other.locator("#signOut").click();
        other.waitForURL("**/signin.xhtml");

        // when
        page.locator("#signOut").click();

        // then
        page.waitForURL("**/signin.xhtml");
    }

    @Test
    void noOtherSiteAndNoLinkSignsAnybodyOut() throws Exception {
        // given
        site.account("staying@example.com");
        Page staying = chromium.somebody();
        site.signIn(staying, "staying@example.com");

        // when
        int byForm = site.http()
                .send(
                        "POST",
                        "/dashboard/signout",
                        "",
                        "Cookie",
                        Chromium.cookiesOf(staying, site.root()),
                        "Sec-Fetch-Site",
                        "cross-site")
                .status();
        int byLink = site.http()
                .send("GET", "/dashboard/signout", null, "Cookie", Chromium.cookiesOf(staying, site.root()))
                .status();

        // then
        assertThat(byForm).isEqualTo(403);
        assertThat(byLink).isEqualTo(405);
        assertThat(staying.navigate(site.root() + OVERVIEW).url()).endsWith(OVERVIEW);
    }

    @Test
    void signingOutEndsTheSessionForWhoeverStillHasItsCookie() throws Exception {
        // given
        site.account("leaving@example.com");
        Page leaving = chromium.somebody();
        site.signIn(leaving, "leaving@example.com");
        List<Cookie> stolen = leaving.context().cookies(site.root()).stream()
                .map(cookie -> new Cookie(cookie.name, cookie.value).setUrl(site.root()))
                .toList();

        // when
        leaving.locator("#signOut").click();
        leaving.waitForURL("**/signin.xhtml");

        // then
        Page thief = chromium.somebody();
        thief.context().addCookies(stolen);
        thief.navigate(site.root() + OVERVIEW);
        assertThat(thief.url()).contains("/signin.xhtml");
    }
}
