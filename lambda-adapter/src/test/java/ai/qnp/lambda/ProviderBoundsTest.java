package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.KeySettings;
import ai.qnp.lambda.upstream.FakeUpstream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one provider has of its own bounds a function's calls to it. */
@Timeout(60)
class ProviderBoundsTest {
    private static final Server SERVER = Server.running();

    private final FakeUpstream upstream = FakeUpstream.start();
    private final String key = SERVER.key(KeySettings.named("bounded"));

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void aProvidersOwnTimeLimitOutranksTheOneOfAll() {
        upstream.silent();
        try (FunctionUrlHandler handler = functionWith("QNP_PROVIDER_OPENAI_TIMEOUT_FIRST_BYTE_MS", "200")) {
            Answered answer = chat(handler);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error().get("message").asString()).contains("first-byte limit");
        }
    }

    @Test
    void noMoreCallsAreMadeThanAProviderMayHaveAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        upstream.answering(exchange -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            FakeUpstream.json(500, "{}").handle(exchange);
        });
        try (FunctionUrlHandler handler = functionWith("QNP_PROVIDER_OPENAI_MAX_CONCURRENT", "1")) {
            CompletableFuture<Answered> first = CompletableFuture.supplyAsync(() -> chat(handler));
            asked.await();

            Answered second = chat(handler);

            assertThat(second.status()).isEqualTo(503);
            assertThat(second.error().get("message").asString()).contains("as many calls as this server allows");
            goOn.countDown();
            assertThat(first.get().status()).isEqualTo(502);
            assertThat(upstream.received()).hasSize(1);
        }
    }

    private FunctionUrlHandler functionWith(String setting, String value) {
        Map<String, String> environment = SERVER.environment();
        environment.put("OPENAI_API_KEY", "sk-upstream");
        environment.put("QNP_PROVIDER_OPENAI_BASE_URL", upstream.baseUrl().toString());
        environment.put("QNP_TIMEOUT_FIRST_BYTE_MS", "86400000");
        environment.put("QNP_TIMEOUT_REQUEST_MS", "86400000");
        environment.put(setting, value);
        return new FunctionUrlHandler(environment);
    }

    private Answered chat(FunctionUrlHandler handler) {
        return Answered.by(handler, Event.named("chat-json", key).bytes(), null);
    }
}
