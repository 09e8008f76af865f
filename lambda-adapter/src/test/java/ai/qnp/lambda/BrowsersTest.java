package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.KeySettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a function tells browsers about pages of other sites. Its only provider is the offline one. */
class BrowsersTest {
    private static final Server SERVER = Server.running();
    private static final String SITE = "https://app.listed.example";

    private static FunctionUrlHandler handler;
    private static String key;

    @BeforeAll
    static void startFunction() {
        key = SERVER.key(KeySettings.named("in a page").withAllowedReferrers(List.of("app.listed.example")));
        handler = new FunctionUrlHandler(SERVER.environment());
    }

    @AfterAll
    static void stopFunction() {
        handler.close();
    }

    @Test
    void grantsAPreflightOfAListedSite() {
        Answered answer = preflightFrom(SITE);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", SITE)
                .containsEntry("access-control-allow-methods", "GET, POST")
                .containsEntry("access-control-allow-headers", "authorization,content-type")
                .containsKey("vary")
                .doesNotContainKey("content-type");
    }

    @Test
    void tellsAnotherSiteNothing() {
        Answered answer = preflightFrom("https://elsewhere.example");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).doesNotContainKeys("access-control-allow-origin", "access-control-allow-headers");
    }

    @Test
    void letsAPageOfTheKeysSiteReadItsAnswers() {
        Answered whole = chat("qnp/auto", false, SITE);
        Answered streamed = chat("qnp/auto", true, SITE);
        Answered failed = chat("no/such-model", false, SITE);

        assertThat(List.of(whole.status(), streamed.status(), failed.status())).containsExactly(200, 200, 404);
        for (Answered answer : List.of(whole, streamed, failed)) {
            assertThat(answer.headers())
                    .containsEntry("access-control-allow-origin", SITE)
                    .containsEntry("vary", "Origin");
        }
        assertThat(whole.headers().get("access-control-expose-headers")).contains("x-qnp-provider", "x-request-id");
    }

    @Test
    void letsNoOtherPageReadThem() {
        Answered answer = chat("qnp/auto", false, "https://elsewhere.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).containsEntry("vary", "Origin").doesNotContainKey("access-control-allow-origin");
    }

    private static Answered preflightFrom(String origin) {
        return call(Event.named("chat-json", key)
                .withMethod("OPTIONS")
                .withoutHeader("authorization")
                .withHeader("origin", origin)
                .withHeader("access-control-request-method", "POST")
                .withHeader("access-control-request-headers", "authorization,content-type")
                .withBody("", false));
    }

    private static Answered chat(String model, boolean stream, String origin) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return call(Event.named("chat-json", key).withHeader("origin", origin).withBody(body, false));
    }

    private static Answered call(Event event) {
        return Answered.by(handler, event.bytes(), null);
    }
}
