package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.acceptance.upstream.Received;
import ai.qnp.acceptance.upstream.Script;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class BrokenStreamIT {
    private final Gateway gateway;

    BrokenStreamIT(Gateway gateway) {
        this.gateway = gateway;
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                argumentSet("the connection is reset", (Script) BrokenStreamIT::reset),
                argumentSet("an error event", (Script) BrokenStreamIT::errorEvent),
                argumentSet("an end without a finish", (Script) BrokenStreamIT::endsEarly));
    }

    private static void reset(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(Answers.role(), Answers.content("half a "));
        conversation.reset();
    }

    private static void errorEvent(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(
                Answers.role(), Answers.content("half a "), Answers.error("engine died", "server_error", "died"));
        conversation.endStream();
    }

    private static void endsEarly(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(Answers.role(), Answers.content("half a "));
        conversation.endStream();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void endsABrokenStreamWithOneErrorAndNoSecondAnswer(Script breaking) throws Exception {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, breaking);
        Caller caller = gateway.callerOver(first, second);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"))) {
            List<String> events = stream.rest();

            // then
            assertThat(stream.status()).isEqualTo(200);
            assertThat(EventStream.text(events)).isEqualTo("half a ");
            JsonNode error = EventStream.json(events.getLast()).path("error");
            assertThat(error.path("message").asString()).isNotBlank();
            assertThat(error.path("type").asString()).isNotBlank();
            assertThat(events.stream().filter(data -> data.contains("\"error\"")))
                    .hasSize(1);
            assertThat(events).doesNotContain(Answers.DONE);
            assertThat(gateway.upstream().received(second)).isEmpty();
            JsonNode record = Eventually.get(
                            "the record of a broken stream",
                            () -> gateway.manage().usageOf(caller),
                            records -> records.size() == 1)
                    .getFirst();
            assertThat(record.path("error_code").asString("")).isNotBlank();
            assertThat(record.path("client_closed").asBoolean()).isFalse();
        }
    }

    @Test
    void endsTheUpstreamCallWhenTheClientGoesAway() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.talksForever());
        Caller caller = gateway.callerOver(provider);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
            stream.nextText();
        }

        // then
        Received received = gateway.upstream().await(provider);
        received.awaitHangUp();
        List<JsonNode> records = Eventually.get(
                "the record of a client that left", () -> gateway.manage().usageOf(caller), found -> found.size() == 1);
        assertThat(records.getFirst().path("client_closed").asBoolean()).isTrue();
        assertThat(records.getFirst().path("stream").asBoolean()).isTrue();
        assertThat(records.getFirst().path("tokens_estimated").asBoolean()).isTrue();
    }

    @Test
    void stillServesOthersAfterManyClientsLeft() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.talksForever());
        Caller caller = gateway.callerOver(provider);

        // when
        for (int i = 0; i < 30; i++) {
            try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
                stream.nextText();
            }
        }
        for (int i = 0; i < 30; i++) {
            gateway.upstream().await(provider).awaitHangUp();
        }

        // then
        gateway.upstream().on(provider, Answers.says("still here"));
        assertThat(caller.chat(Caller.ask("m1")).expect(200).text()).isEqualTo("still here");
    }
}
