package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is kept of a request, and how it is found again. */
@AcceptanceTest
class UsageRecordsIT {
    private final Gateway gateway;

    UsageRecordsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void recordsAWholeAnswerBeforeItsLastByte() {
        // given
        gateway.upstream().on("openai", Answers.says("priced"));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"recorded\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"]}]}");

        // when
        Answer answer = caller.chat(Caller.ask("gpt-4o")).expect(200);
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());

        // then
        assertThat(record.path("key_id").asString()).isEqualTo(caller.keyId());
        assertThat(record.path("endpoint").asString()).isEqualTo("chat.completions");
        assertThat(record.path("model_requested").asString()).isEqualTo("gpt-4o");
        assertThat(record.path("provider").asString()).isEqualTo("openai");
        assertThat(record.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(record.path("stream").asBoolean(true)).isFalse();
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(record.path("attempts").asInt()).isEqualTo(1);
        assertThat(record.path("prompt_tokens").asLong()).isEqualTo(1000);
        assertThat(record.path("completion_tokens").asLong()).isEqualTo(500);
        assertThat(record.path("cached_tokens").asLong()).isEqualTo(200);
        assertThat(record.path("reasoning_tokens").asLong()).isEqualTo(50);
        assertThat(record.path("tokens_estimated").asBoolean(true)).isFalse();
        assertThat(record.path("cost_usd").isString()).isTrue();
        assertThat(record.path("cost_usd").asString()).isEqualTo("0.00725");
        assertThat(record.path("price_version").asString()).isNotBlank();
        assertThat(record.path("total_ms").isNumber()).isTrue();
        assertThat(record.path("gateway_ms").isNumber()).isTrue();
        assertThat(record.path("client_closed").asBoolean(true)).isFalse();
        assertThat(record.path("error_code").isNull()).isTrue();
        assertThat(Instant.parse(record.path("at").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void recordsAStreamBeforeItsLastByteWithTheTimeToItsFirst() throws Exception {
        // given
        var goOn = new CountDownLatch(1);
        gateway.upstream().on("openai", Answers.pausing("first", goOn, "second"));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"streamed\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"]}]}");

        // when
        try (EventStream stream = caller.stream(Caller.askStream("gpt-4o"))) {
            stream.nextText();
            goOn.countDown();
            String data = stream.next();
            while (!Answers.DONE.equals(data)) {
                assertThat(data).isNotNull();
                data = stream.next();
            }
            String id = stream.headers().firstValue("x-request-id").orElseThrow();
            JsonNode record = gateway.manage().usageOf(caller, id);

            // then
            assertThat(record.path("stream").asBoolean()).isTrue();
            assertThat(record.path("ttft_ms").isNumber()).isTrue();
            assertThat(record.path("total_ms").asLong())
                    .isGreaterThanOrEqualTo(record.path("ttft_ms").asLong());
            assertThat(record.path("cost_usd").asString()).isEqualTo("0.00725");
        }
    }

    @Test
    void recordsWhatWasRefused() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);

        // when
        Answer answer = caller.chat(Caller.ask("no-such-model")).expect(404);

        // then
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());
        assertThat(record.path("status").asInt()).isEqualTo(404);
        assertThat(record.path("error_code").asString()).isEqualTo("model_not_found");
        assertThat(record.path("cost_usd").asString("0")).isEqualTo("0");
    }

    @Test
    void leafsThroughTheUsageRecords() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);
        for (int i = 0; i < 5; i++) {
            caller.chat(Caller.ask("m1")).expect(200);
        }

        // when
        var ids = new java.util.ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = gateway.manage()
                    .call("GET", "/usage?limit=2&key=" + caller.keyId() + cursor, null)
                    .expect(200)
                    .json();
            page.path("data")
                    .valueStream()
                    .forEach(record -> ids.add(record.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor="
                            + java.net.URLEncoder.encode(
                                    page.path("next").asString(), java.nio.charset.StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());

        // then
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void filtersTheUsageRecords() {
        // given
        String provider = gateway.provider();
        Caller caller = gateway.callerOver(provider);
        caller.chat(Caller.ask("m1")).expect(200);
        caller.chat(Caller.ask("nothing")).expect(404);

        // when, then
        assertThat(count(caller, "status=200")).isEqualTo(1);
        assertThat(count(caller, "status=404")).isEqualTo(1);
        assertThat(count(caller, "provider=" + provider)).isEqualTo(1);
        assertThat(count(caller, "model=m1")).isEqualTo(1);
        assertThat(count(caller, "from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z"))
                .isZero();
    }

    private int count(Caller caller, String filter) {
        return gateway.manage()
                .call("GET", "/usage?key=" + caller.keyId() + "&" + filter, null)
                .expect(200)
                .json()
                .path("data")
                .size();
    }
}
