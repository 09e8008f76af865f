package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other sites: those that a key lists may call the API, and nobody else's. */
@AcceptanceTest
@Tag("once")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BrowserIT {
    private static final String SITE = "https://app.listed.example";
    private static final String EVERY_NAME_IS_THIS_MACHINE = "--host-resolver-rules=MAP * 127.0.0.1";
    private static final String CALL = """
            async ([address, method, key, body]) => {
              try {
                const headers = {'authorization': 'Bearer ' + key, 'content-type': 'application/json', 'x-stainless-lang': 'js'};
                const answer = await fetch(address, {method, headers, body});
                return {status: answer.status, text: await answer.text(), headers: Object.fromEntries(answer.headers)};
              } catch (blocked) {
                return {blocked: String(blocked)};
              }
            }""";

    private final Gateway gateway;

    BrowserIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void aPageOfAListedSiteCallsTheApiAndReadsAnswersStreamsAndErrors() throws Exception {
        Caller listed = caller("listed.example", "*.listed.example");
        Caller unlisted = gateway.callerOver(Gateway.POLITE);
        granted("https://listed.example");
        HttpServer pages = pages();
        try (Chromium chromium = Chromium.start("--no-proxy-server", EVERY_NAME_IS_THIS_MACHINE)) {
            Page page = chromium.somebody();
            page.navigate("http://app.listed.example:" + pages.getAddress().getPort() + "/");
            readsAnswers(page, listed);
            assertThat(ask(page, unlisted, Caller.ask("m1")))
                    .as("a key that lists no site")
                    .containsKey("blocked");
            assertThat(call(page, "/manage/v1/keys", "GET", Gateway.ADMIN_TOKEN, null))
                    .as("the management API")
                    .containsKey("blocked");

            for (String evil : List.of("evil-listed.example", "listed.example.evil.net", "unlisted.example")) {
                page.navigate("http://" + evil + ":" + pages.getAddress().getPort() + "/");
                assertThat(ask(page, listed, Caller.ask("m1"))).as(evil).containsKey("blocked");
            }
        } finally {
            pages.stop(0);
        }
        assertThat(gateway.manage().usageOf(listed))
                .as("what was blocked was not even sent")
                .hasSize(3);
    }

    private void readsAnswers(Page page, Caller listed) {
        Map<String, Object> whole = ask(page, listed, Caller.ask("m1"));
        assertThat(whole).containsEntry("status", 200);
        assertThat(String.valueOf(whole.get("text"))).contains("chat.completion");
        assertThat(headersOf(whole)).containsKeys("x-request-id", "x-qnp-provider", "x-qnp-model", "x-qnp-attempts");

        Map<String, Object> stream = ask(page, listed, Caller.askStream("m1"));
        assertThat(stream).containsEntry("status", 200);
        assertThat(String.valueOf(stream.get("text"))).contains("data: [DONE]");

        Map<String, Object> error = ask(page, listed, Caller.ask("no-such-model"));
        assertThat(error).containsEntry("status", 404);
        assertThat(String.valueOf(error.get("text"))).contains("model_not_found");
        assertThat(headersOf(error)).containsKey("x-request-id");
    }

    @Test
    void theQuestionBeforehandIsGrantedToSitesOfActiveKeysOnlyAndUnderEveryPrefix() {
        Caller caller = caller("app.listed.example");
        granted(SITE);

        for (String prefix : List.of("/v1", "/api/v1", "/api/api/v1")) {
            Answer answer = preflight(prefix + "/chat/completions", SITE);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("access-control-allow-origin")).contains(SITE);
            assertThat(answer.header("access-control-allow-headers")).contains("authorization,content-type");
            assertThat(answer.header("access-control-allow-credentials")).isEmpty();
            assertThat(answer.header("x-request-id")).isPresent();
            assertThat(answer.header("vary").orElse("")).contains("Origin");
        }
        assertThat(caller.get("/v1/models").header("vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil-app.listed.example.net",
                "https://app.listed.example.evil.net",
                "null",
                "https://x@app.listed.example"
            })
    void theQuestionBeforehandFromElsewhereIsToldNothing(String origin) {
        caller("app.listed.example");

        assertThat(preflight("/v1/chat/completions", origin).headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void theManagementApiAnswersNoPageOfAnotherSite() {
        caller("app.listed.example");
        granted(SITE);

        assertThat(preflight("/manage/v1/keys", SITE).headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control-"));
        assertThat(gateway.http()
                        .send(
                                "GET",
                                "/manage/v1/keys",
                                null,
                                "Authorization",
                                "Bearer " + Gateway.ADMIN_TOKEN,
                                "Origin",
                                SITE)
                        .expect(200)
                        .headers()
                        .map()
                        .keySet())
                .noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void whoIsRefusedForHisSiteLearnsNothingInABrowser() {
        Caller caller = caller("app.listed.example");

        Answer refused = caller.chat(Caller.ask("m1"), "Origin", "https://evil-app.listed.example.net");

        assertThat(refused.expect(403).code()).isEqualTo("referrer_not_allowed");
        assertThat(refused.header("access-control-allow-origin")).isEmpty();
        assertThat(refused.header("vary")).contains("Origin");
    }

    private Caller caller(String... sites) {
        return gateway.manage()
                .caller("{\"name\":\"in browsers\",\"chain\":[{\"provider\":\"" + Gateway.POLITE
                        + "\",\"models\":[\"m1\"],\"credential\":\"platform\"}],\"allowed_referrers\":[\""
                        + String.join("\",\"", sites) + "\"]}");
    }

    /** A new key's site is known within a second. */
    private void granted(String origin) {
        Eventually.get(
                "the new key's site is known",
                () -> preflight("/v1/chat/completions", origin),
                answer -> answer.header("access-control-allow-origin").isPresent());
    }

    private Answer preflight(String path, String origin) {
        return gateway.http()
                .send(
                        "OPTIONS",
                        path,
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type");
    }

    private Map<String, Object> ask(Page page, Caller caller, String body) {
        return call(page, "/v1/chat/completions", "POST", caller.key(), body);
    }

    @SuppressWarnings("unchecked") // a page gives objects as maps
    private Map<String, Object> call(Page page, String path, String method, String key, String body) {
        List<Object> arguments = new ArrayList<>(List.of(gateway.http().root() + path, method, key));
        arguments.add(body);
        return (Map<String, Object>) page.evaluate(CALL, arguments);
    }

    @SuppressWarnings("unchecked") // as above
    private static Map<String, Object> headersOf(Map<String, Object> answer) {
        return (Map<String, Object>) answer.get("headers");
    }

    private static HttpServer pages() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "<!doctype html><title>a page</title>".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }
}
