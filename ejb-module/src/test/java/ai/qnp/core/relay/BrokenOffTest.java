package ai.qnp.core.relay;

import static ai.qnp.core.relay.ChatTexts.HELLO;
import static ai.qnp.core.relay.ChatTexts.ROLE;
import static ai.qnp.core.relay.ChatTexts.STOP;
import static ai.qnp.core.relay.ChatTexts.sse;
import static ai.qnp.core.relay.ChatTexts.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.FailureClass;
import org.junit.jupiter.api.Test;

/** Streams that end before they are complete, and clients that leave. */
class BrokenOffTest {
    private final TwoTargets targets = new TwoTargets();
    private final FakeTransport transport = targets.transport;
    private final FakeUsageRecords records = targets.records;

    @Test
    void breaksOffWithOneErrorEventWhenAStreamDiesInTheMiddle() {
        transport.breakOffAfter(sse(ROLE, HELLO));

        FakeClient client = targets.relay(streamed(false));

        assertThat(transport.asked()).containsExactly("first/a");
        assertThat(client.sent()).hasSize(3).startsWith(ROLE, HELLO).doesNotContain("[DONE]");
        assertThat(Json.MAPPER
                        .readTree(client.sent().getLast())
                        .path("error")
                        .path("type")
                        .asString())
                .isEqualTo("upstream_error");
        assertThat(targets.onlyRecord().errorCode()).isEqualTo("all_providers_failed");
        assertThat(records.kept().getFirst().attempts())
                .singleElement()
                .extracting(attempted -> attempted.failure().failureClass())
                .isEqualTo(FailureClass.CUT_OFF);
        assertThat(transport.aborted()).isEqualTo(1);
    }

    @Test
    void masksTheCredentialThatAnErrorInTheMiddleOfAStreamQuotes() {
        transport.answer(200, sse(ROLE, HELLO, "{\"error\":{\"message\":\"bad key platform-secret-of-this-test\"}}"));

        FakeClient client = targets.relay(streamed(false));

        assertThat(client.sent().getLast()).contains("bad key ****").doesNotContain("platform-secret");
    }

    @Test
    void abortsTheUpstreamAndChargesWhatCameWhenTheClientLeaves() {
        transport.answer(200, sse(ROLE, HELLO, HELLO, HELLO, STOP, "[DONE]"));

        targets.relay(streamed(false), FakeClient.leavingAfter(3));

        assertThat(transport.aborted()).isEqualTo(1);
        assertThat(targets.onlyRecord().clientClosed()).isTrue();
        assertThat(targets.onlyRecord().status()).isEqualTo(200);
        assertThat(targets.onlyRecord().usage().completionTokens()).isPositive();
    }

    @Test
    void asksNobodyElseForAClientThatLeftDuringAnAttempt() {
        transport.refuse();

        targets.relay(streamed(false), FakeClient.leavingWhenTold("first failed"));

        assertThat(transport.asked()).containsExactly("first/a");
        assertThat(targets.onlyRecord().status()).isEqualTo(499);
        assertThat(targets.onlyRecord().clientClosed()).isTrue();
    }

    @Test
    void abortsAnAnswerThatBeginsForAClientThatLeft() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        targets.relay(streamed(false), FakeClient.leavingWhenTold("first answers"));

        assertThat(transport.aborted()).isEqualTo(1);
        assertThat(targets.onlyRecord().clientClosed()).isTrue();
    }

    @Test
    void blamesNobodyForAStreamThatBrokeOffBecauseTheClientWasHeardToLeave() {
        transport.answer(200, sse(ROLE, HELLO));

        FakeClient client = targets.relay(streamed(false), FakeClient.heardToLeave());

        assertThat(targets.onlyRecord().clientClosed()).isTrue();
        assertThat(targets.onlyRecord().errorCode()).isNull();
        assertThat(targets.onlyRecord().status()).isEqualTo(200);
        assertThat(client.sent()).noneMatch(event -> event.contains("error"));
    }

    @Test
    void endsAStreamWithoutDoneWhenItCannotBeRecorded() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));
        records.goAway();

        FakeClient client = targets.relay(streamed(false));

        assertThat(client.sent()).doesNotContain("[DONE]");
        assertThat(client.sent().getLast()).contains("storage_unavailable");
    }
}
