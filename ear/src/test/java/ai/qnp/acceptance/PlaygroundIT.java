package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.PageForEveryone;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.acceptance.upstream.Received;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The dashboard's playground: a chat over a key that the browser never sees, by the same relay as everybody's. */
@BrowserTest
class PlaygroundIT {
    private static final String EVIL = "<img src=x onerror=document.title='taken'>";

    private final Gateway gateway;
    private final Page page;

    PlaygroundIT(Gateway gateway, Chromium chromium) {
        this.gateway = gateway;
        this.page = chromium.somebody();
        gateway.signInOperator(page);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private void open(Caller key) {
        page.navigate(gateway.http().root() + "/dashboard/playground.xhtml?key=" + key.keyId());
    }

    private Locator ask(String text) {
        page.locator("#message").fill(text);
        page.locator("#message").press("Enter");
        return page.locator("#turns > .turn").last();
    }

    private static Locator part(Locator answer, String name) {
        return answer.locator("[data-part=" + name + "]");
    }

    private JsonNode onlyRecord(Caller key) {
        return Eventually.get("a record", () -> gateway.manage().usageOf(key), found -> !found.isEmpty())
                .getFirst();
    }

    @Test
    void isOneClickFromEachKeyAndEachModelThatChats() {
        // given
        Caller key = gateway.manage().caller("{\"name\":\"tried <b>here</b>\"}");
        gateway.manage().createKey("{\"name\":\"newer, and so the first on the list\"}");
        page.navigate(gateway.http().root() + "/dashboard/keys.xhtml");

        // when
        page.getByRole(AriaRole.LINK, named("Try in the playground: tried <b>here</b>"))
                .click();

        // then
        assertThat(page.locator("#chatKey")).hasValue(key.keyId());

        // when
        page.navigate(gateway.http().root() + "/dashboard/models.xhtml?provider=together&q=meta-llama");
        Locator first = page.locator("#modelsTable tbody tr").first();
        String model = first.locator("b").first().textContent();
        first.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Try in the playground: " + model))
                .click();

        // then
        assertThat(page.locator("#chatModel")).hasValue(model);
        page.navigate(gateway.http().root() + "/dashboard/models.xhtml?provider=openai&q=text-embedding");
        assertThat(page.locator("#modelsTable tbody tr").first()).containsText("openai/text-embedding");
        assertThat(page.locator("#modelsTable a.try")).hasCount(0);
        page.navigate(gateway.http().root() + "/dashboard/models.xhtml?show=retired");
        assertThat(page.locator("#modelsTable a.try")).hasCount(0);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void talksOverAKeyThatTheBrowserNeverSees() throws Exception {
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("Hello", "\\n" + EVIL));
        Caller key = gateway.callerOver(provider);
        open(key);
        assertThat(page.locator("#modelHint")).containsText("Models that this key can use: 1");
        page.locator("#chatSystem").fill("Be brief.");
        page.locator("#chatTemperature").fill("0.5");
        page.locator("#chatMaxTokens").fill("64");

        Locator first = ask("Good day " + EVIL);

        assertThat(part(first, "state")).hasText("complete");
        assertThat(part(first, "text")).containsText("Hello\n" + EVIL);
        assertThat(part(first, "provider")).hasText(provider);
        assertThat(part(first, "model")).hasText("m1");
        assertThat(part(first, "attempts")).hasText("1");
        assertThat(part(first, "tokens")).hasText("1000 → 500");
        assertThat(part(first, "time")).hasText(Pattern.compile("\\d+(\\.\\d)? m?s"));
        assertThat(page.locator("#live")).containsText("The answer is complete: 500 tokens");
        assertThat(page.locator("#message")).isFocused();

        assertThat(part(ask("And now?"), "state")).hasText("complete");

        List<Received> received = gateway.upstream().received(provider);
        JsonNode second = received.getLast().json();
        assertThat(second.path("messages")
                        .valueStream()
                        .map(turn -> turn.path("role").asString()))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(second.path("messages").path(2).path("content").asString()).isEqualTo("Hello\n" + EVIL);
        assertThat(second.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(second.path("max_tokens").asInt()).isEqualTo(64);
        assertThat(gateway.manage().usageOf(key)).hasSize(2).allSatisfy(made -> {
            assertThat(made.path("status").asInt()).isEqualTo(200);
            assertThat(made.path("prompt_tokens").asInt()).isEqualTo(1000);
        });
        assertThat(page.content()).doesNotContain(key.key());
        assertThat(page.locator("img[src=x]")).hasCount(0);
        PageForEveryone.holds(page, "chat");
        part(first, "receipt").click();
        assertThat(page.locator("#answerHeading")).containsText("m1");
    }

    @Test
    void showsAttemptsAndTheAnswerAsTheyCome() {
        String failing = gateway.provider();
        String answering = gateway.provider();
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream().on(failing, Answers.fails(503, Answers.error("too much to do", "server_error", "busy")));
        gateway.upstream().on(answering, Answers.pausing("One, ", goOn, "two."));
        open(gateway.callerOver(failing, answering));

        Locator answer = ask("Count");

        assertThat(part(answer, "state")).hasText("answering");
        assertThat(part(answer, "text")).hasText("One, ");
        assertThat(part(answer, "tokens")).containsText("about");
        assertThat(part(answer, "attempts")).hasText("2");
        assertThat(part(answer, "tries").locator("li").first())
                .hasText(Pattern.compile(failing + "/m1 – overloaded after .*too much to do"));
        assertThat(part(answer, "tries").locator("li").last()).containsText("answers after");
        assertThat(page.locator("#turns")).hasAttribute("aria-busy", "true");
        goOn.countDown();
        assertThat(part(answer, "text")).hasText("One, two.");
        assertThat(part(answer, "state")).hasText("complete");
        assertThat(page.locator("#turns")).hasAttribute("aria-busy", "false");
    }

    @Test
    void stoppingEndsTheProvidersWork() throws Exception {
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.talksForever());
        Caller key = gateway.callerOver(provider);
        open(key);

        Locator answer = ask("Talk");
        assertThat(part(answer, "text")).containsText("more more");
        page.locator("#stop").click();

        gateway.upstream().await(provider).awaitHangUp();
        assertThat(part(answer, "state")).hasText("stopped");
        assertThat(page.locator("#live")).hasText("Stopped.");
        assertThat(page.locator("#message")).isFocused();
        assertThat(onlyRecord(key).path("client_closed").asBoolean()).isTrue();
    }

    @Test
    void stoppingEndsTheWaitForAProviderThatSaysNothing() throws Exception {
        String silent = gateway.provider();
        String next = gateway.provider();
        gateway.upstream().on(silent, Conversation::hang);
        Caller key = gateway.callerOver(silent, next);
        open(key);

        Locator answer = ask("Anybody there?");
        assertThat(part(answer, "provider")).hasText(silent);
        page.keyboard().press("Escape");

        gateway.upstream().await(silent).awaitHangUp();
        assertThat(part(answer, "state")).hasText("stopped");
        assertThat(page.locator("#message")).hasValue("Anybody there?");
        JsonNode made = onlyRecord(key);
        assertThat(made.path("client_closed").asBoolean()).isTrue();
        assertThat(made.path("status").asInt()).isEqualTo(499);
        assertThat(gateway.upstream().received(next)).isEmpty();
    }

    @Test
    void saysInWordsWhyThereIsNoAnswer() {
        String provider = gateway.provider();
        gateway.upstream()
                .on(provider, Answers.fails(400, Answers.error("no such tune", "invalid_request_error", "x")));
        open(gateway.callerOver(provider));

        Locator answer = ask("Sing");

        assertThat(part(answer, "state")).hasText("failed");
        assertThat(part(answer, "error")).containsText("no such tune");
        assertThat(page.locator("#live")).containsText("The request failed");
        assertThat(page.locator("#message")).hasValue("Sing");
    }

    @Test
    void keepsToTheKeysPermissionsAndLimitsButNotToItsPlaces() {
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("Hello"));
        String chain =
                "\"chain\":[{\"provider\":\"" + provider + "\",\"models\":[\"m1\"],\"credential\":\"platform\"}]";
        Caller elsewhere = gateway.manage()
                .caller("{\"name\":\"elsewhere\",\"allowed_ips\":[\"203.0.113.7\"],"
                        + "\"allowed_referrers\":[\"listed.example\"],\"limits\":{\"rpm\":1}," + chain + "}");
        elsewhere.chat(Caller.ask("m1")).expect(403);
        open(elsewhere);
        assertThat(part(ask("Hi"), "state")).hasText("complete");
        Locator second = ask("Hi again");
        assertThat(part(second, "error")).containsText("more than the limit of");

        open(gateway.manage().caller("{\"name\":\"mute\",\"permissions\":[\"embeddings\"]," + chain + "}"));
        assertThat(page.locator("#modelHint")).containsText("lacks the permission 'chat'");
        assertThat(part(ask("Hi"), "error")).containsText("lacks the permission 'chat'");
    }

    @Test
    void servesNeitherOtherSitesNorOtherPeoplesKeys() {
        Caller own = gateway.callerOver(Gateway.POLITE);
        String account = gateway.manage()
                .call("POST", "/accounts", "{\"email\":\"not-the-operator@example.com\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        String foreign = gateway.manage()
                .call("POST", "/keys?account=" + account, "{\"name\":\"theirs\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();

        assertThat(post(own.keyId(), "same-origin")).isEqualTo(200);
        assertThat(post(own.keyId(), "cross-site")).isEqualTo(403);
        assertThat(post(foreign, "same-origin")).isEqualTo(404);
        page.context().clearCookies();
        assertThat(post(own.keyId(), "same-origin")).isEqualTo(302);
        assertThat(gateway.manage().usageOf(own)).hasSize(1);
    }

    private int post(String key, String site) {
        return page.request()
                .post(
                        gateway.http().root() + "/dashboard/playground/chat?key=" + key,
                        RequestOptions.create()
                                .setHeader("Sec-Fetch-Site", site)
                                .setHeader("Content-Type", "application/json")
                                .setMaxRedirects(0)
                                .setData(Caller.ask("m1")))
                .status();
    }
}
