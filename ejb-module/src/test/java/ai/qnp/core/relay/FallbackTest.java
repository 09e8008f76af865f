package ai.qnp.core.relay;

import static ai.qnp.core.relay.ChatTexts.ANSWER;
import static ai.qnp.core.relay.ChatTexts.HELLO;
import static ai.qnp.core.relay.ChatTexts.ROLE;
import static ai.qnp.core.relay.ChatTexts.STOP;
import static ai.qnp.core.relay.ChatTexts.error;
import static ai.qnp.core.relay.ChatTexts.sse;
import static ai.qnp.core.relay.ChatTexts.streamed;
import static ai.qnp.core.relay.ChatTexts.whole;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.health.TargetHealth;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which failures lead to the next target, and what the client is told when there is none. */
class FallbackTest {
    private final TwoTargets targets = new TwoTargets();
    private final FakeTime time = targets.time;
    private final TargetHealth health = targets.health;
    private final FakeTransport transport = targets.transport;

    @Test
    void fallsBackWhenTheFirstTargetIsUnreachable() {
        transport.refuse().answer(200, ANSWER);

        FakeClient client = targets.relay(whole());

        assertThat(transport.asked()).containsExactly("first/a", "second/b");
        assertThat(client.headers()).containsEntry("x-qnp-provider", "second").containsEntry("x-qnp-attempts", "2");
        assertThat(targets.onlyRecord().attempts()).isEqualTo(2);
    }

    @Test
    void fallsBackOnTooManyRequestsAndOnServerErrors() {
        for (int status : new int[] {429, 500, 502, 503, 529, 408, 401, 404}) {
            health.clear();
            FakeTransport fresh = new FakeTransport()
                    .answer(status, "{\"error\":{\"message\":\"no\"}}")
                    .answer(200, ANSWER);

            FakeClient client = new FakeClient();
            targets.relayOver(fresh).relay(targets.call(whole()), client);

            assertThat(client.status()).as("after %d", status).isEqualTo(200);
            assertThat(fresh.asked()).as("after %d", status).containsExactly("first/a", "second/b");
        }
    }

    @Test
    void tellsTheClientOfItsOwnMistakeWithoutTryingOthers() {
        transport.answer(
                400,
                "{\"error\":{\"message\":\"bad temperature\",\"code\":\"invalid_value\",\"param\":\"temperature\"}}");

        FakeClient client = targets.relay(whole());

        assertThat(client.status()).isEqualTo(400);
        assertThat(error(client).path("message").asString()).contains("bad temperature");
        assertThat(transport.asked()).hasSize(1);
        assertThat(targets.onlyRecord().cost()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void fallsBackWhenTheFirstEventIsAnError() {
        transport
                .answer(200, sse("{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}"))
                .answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = targets.relay(streamed(false));

        assertThat(client.sent()).containsExactly(ROLE, HELLO, STOP, "[DONE]");
        assertThat(client.headers()).containsEntry("x-qnp-provider", "second");
    }

    @Test
    void fallsBackWhenOnlyARoleCameBeforeTheEnd() {
        transport.answer(200, sse(ROLE)).answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = targets.relay(streamed(false));

        assertThat(client.sent()).containsExactly(ROLE, HELLO, STOP, "[DONE]");
    }

    @Test
    void fallsBackWhenTheStreamIsEmpty() {
        transport.answer(200, "").answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = targets.relay(streamed(false));

        assertThat(client.sent()).endsWith("[DONE]");
        assertThat(transport.asked()).hasSize(2);
    }

    @Test
    void answers429WithTheShortestWaitWhenEveryTargetIsRateLimited() {
        transport.answer(429, Map.of("Retry-After", "30"), "{}").answer(429, Map.of("Retry-After", "7"), "{}");

        FakeClient client = targets.relay(whole());

        assertThat(client.status()).isEqualTo(429);
        assertThat(client.headers()).containsEntry("Retry-After", "7");
        assertThat(error(client).path("code").asString()).isEqualTo("upstream_rate_limited");
    }

    @Test
    void answers503WhenEveryTargetIsAway() {
        transport.refuse().answer(503, "{}");

        FakeClient client = targets.relay(whole());

        assertThat(client.status()).isEqualTo(503);
        assertThat(client.headers()).containsKey("Retry-After");
        assertThat(error(client).path("code").asString()).isEqualTo("providers_unavailable");
        assertThat(error(client).path("message").asString()).contains("first/a", "second/b");
    }

    @Test
    void answers502WhenTargetsFailInDifferentWays() {
        transport.answer(429, "{}").answer(500, "{}");

        FakeClient client = targets.relay(whole());

        assertThat(client.status()).isEqualTo(502);
        assertThat(error(client).path("code").asString()).isEqualTo("all_providers_failed");
    }

    @Test
    void stopsTryingWhenTheDeadlineHasPassed() {
        transport.refuse();
        FakeTransport slow = new FakeTransport().refuse();
        RelaySettings settings = new RelaySettings(Duration.ZERO, 1000, 1000, Duration.ofSeconds(15));

        FakeClient client = new FakeClient();
        Call call = targets.call(whole());
        time.pass(Duration.ofSeconds(1));
        targets.relay(slow, settings).relay(call, client);

        assertThat(slow.asked()).containsExactly("first/a");
        assertThat(client.status()).isEqualTo(503);
    }

    @Test
    void refusesAnAnswerLargerThanTheLimit() {
        FakeTransport large = new FakeTransport().answer(200, ANSWER).answer(200, ANSWER);

        FakeClient client = new FakeClient();
        targets.relay(large, new RelaySettings(Duration.ofMinutes(10), 100, 1000, Duration.ofSeconds(15)))
                .relay(targets.call(whole()), client);

        assertThat(client.status()).isEqualTo(502);
        assertThat(large.aborted()).isEqualTo(2);
    }
}
