package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients and proxies see while a provider thinks. */
@AcceptanceTest
class SilentStreamIT {
    private final Gateway gateway;

    SilentStreamIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void fillsSilencesWithCommentsAndGoesOn() throws Exception {
        // given
        String provider = gateway.provider();
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream().on(provider, Answers.pausing("before ", goOn, "after"));

        // when
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {
            String first = stream.nextText();
            String comment = stream.nextComment();
            goOn.countDown();
            List<String> rest = stream.rest();

            // then
            assertThat(first).isEqualTo("before ");
            assertThat(comment).isEqualTo(": keep-alive");
            assertThat(EventStream.text(rest)).isEqualTo("after");
            assertThat(rest.getLast()).isEqualTo(Answers.DONE);
        }
    }

    @Test
    void endsTheUpstreamCallOfAClientThatLeftDuringASilence() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, conversation -> {
            conversation.openStream();
            conversation.events(Answers.role(), Answers.content("thinking"));
            conversation.hang();
        });
        Caller caller = gateway.callerOver(provider);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
            stream.nextText();
        }

        // then
        gateway.upstream().await(provider).awaitHangUp();
        JsonNode record = Eventually.get(
                        "the request is recorded",
                        () -> gateway.manage().usageOf(caller),
                        records -> !records.isEmpty())
                .getFirst();
        assertThat(record.path("client_closed").asBoolean()).isTrue();
        assertThat(record.path("completion_tokens").asInt()).isPositive();
    }
}
