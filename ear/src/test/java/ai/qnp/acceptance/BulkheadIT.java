package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.JmxSession;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bounds of the calls to one provider. */
@AcceptanceTest
class BulkheadIT {
    private final Gateway gateway;

    BulkheadIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void goesOnToTheNextTargetWhileAProviderHasAsManyCallsAsAllowed() throws Exception {
        // given a stream that keeps the only place
        var goOn = new CountDownLatch(1);
        gateway.upstream().on(Gateway.NARROW, Answers.pausing("first", goOn, "last"));
        Caller caller = gateway.callerOver(Gateway.NARROW, Gateway.POLITE);
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"))) {
            stream.nextText();
            int asked = gateway.upstream().received(Gateway.NARROW).size();
            long before = status().path("calls_turned_away").asLong();

            // when
            Answer beside = caller.chat(Caller.ask("qnp/auto")).expect(200);
            Answer alone =
                    gateway.callerOver(Gateway.NARROW).chat(Caller.ask("m1")).expect(503);

            // then
            assertThat(beside.header("x-qnp-provider")).hasValue(Gateway.POLITE);
            assertThat(alone.code()).isEqualTo("providers_unavailable");
            assertThat(gateway.upstream().received(Gateway.NARROW)).hasSize(asked);
            isShown(before + 2);
            goOn.countDown();
            assertThat(stream.rest()).endsWith(Answers.DONE);
        } finally {
            goOn.countDown();
        }

        // then the place is free again, and the provider is not blamed
        Eventually.get(
                "the call is over", () -> status().path("calls_under_way").asInt(), left -> left == 0);
        assertThat(status().path("state").asString()).isEqualTo("healthy");
        caller.chat(Caller.ask("qnp/auto")).expect(200);
    }

    private void isShown(long turnedAway) throws Exception {
        JsonNode status = status();
        assertThat(status.path("calls_under_way").asInt()).isEqualTo(1);
        assertThat(status.path("max_concurrent").asInt()).isEqualTo(1);
        assertThat(status.path("calls_turned_away").asLong()).isEqualTo(turnedAway);
        List<String> metrics = gateway.http()
                .send("GET", "/metrics", null)
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.contains("\"" + Gateway.NARROW + "\""))
                .toList();
        assertThat(metrics)
                .anyMatch(line -> line.startsWith("qnp_provider_calls_under_way{") && line.endsWith(" 1.0"))
                .anyMatch(line ->
                        line.startsWith("qnp_provider_calls_turned_away{") && line.endsWith(" " + turnedAway + ".0"));
        try (JmxSession jmx = JmxSession.attach(gateway.process())) {
            var calls =
                    (TabularData) jmx.connection().getAttribute(new ObjectName("ai.qnp:type=Gateway"), "CallsUnderWay");
            assertThat(calls.get(new Object[] {Gateway.NARROW}).get("value")).isEqualTo(1L);
        }
    }

    @Test
    void waitsForAProviderNoLongerThanItsOwnLimit() {
        // given
        gateway.upstream().on(Gateway.HASTY, Conversation::hang);

        // when
        Answer answer = gateway.callerOver(Gateway.HASTY, Gateway.POLITE)
                .chat(Caller.ask("qnp/auto"))
                .expect(200);

        // then
        assertThat(answer.header("x-qnp-provider")).hasValue(Gateway.POLITE);
    }

    @Test
    void endsAStreamThatIsSilentForLongerThanItsProvidersLimit() throws Exception {
        // given
        gateway.upstream().on(Gateway.HASTY, conversation -> {
            conversation.openStream();
            conversation.events(Answers.role(), Answers.content("half a "));
            conversation.hang();
        });

        // when
        long begun = System.nanoTime();
        try (EventStream stream = gateway.callerOver(Gateway.HASTY).stream(Caller.askStream("m1"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("half a ");
            assertThat(events.getLast()).contains("idle limit");
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("its own limit is 300 ms, the others' a minute")
                    .isLessThan(Duration.ofSeconds(15));
        }
    }

    private JsonNode status() {
        return gateway.manage()
                .call("GET", "/providers", null)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(provider -> provider.path("id").asString().equals(Gateway.NARROW))
                .findFirst()
                .orElseThrow();
    }
}
