package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.acceptance.upstream.Script;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** As in clear, so over TLS, where a cut wire looks otherwise. */
@AcceptanceTest
class FailuresOverTlsIT {
    private final Gateway gateway;

    FailuresOverTlsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    static Stream<Arguments> failuresBeforeAnyContent() {
        return Stream.of(
                failure("the wire is cut before the head", Conversation::reset),
                failure("the wire is cut after the head", FailuresOverTlsIT::cutAfterHead),
                failure("the wire is cut after the opening chunk", FailuresOverTlsIT::cutAfterRole),
                failure("no answer within the client's limit", Conversation::hang),
                failure("503", Answers.fails(503, Answers.error("try later", "server_error", "overloaded"))),
                failure("the first event is an error", FailuresOverTlsIT::errorFirst),
                failure("an empty stream", Conversation::openStream));
    }

    private static Arguments failure(String name, Script script) {
        return argumentSet(name, script);
    }

    private static void cutAfterHead(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.reset();
    }

    private static void cutAfterRole(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(Answers.role());
        conversation.reset();
    }

    private static void errorFirst(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(Answers.error("try later", "server_error", "overloaded"));
        conversation.endStream();
    }

    @ParameterizedTest
    @MethodSource("failuresBeforeAnyContent")
    void fallsBackToTheSecondStep(Script failing) throws Exception {
        // given
        String first = gateway.tlsProvider();
        String second = gateway.tlsProvider();
        gateway.trusted().on(first, failing);
        gateway.trusted().on(second, Answers.says("from ", "the second"));
        Caller caller = gateway.callerOver(first, second);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"), "x-qnp-timeout-ms", "1000")) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("from the second");
            assertThat(events).endsWith(Answers.DONE);
            assertThat(stream.headers().firstValue("x-qnp-attempts")).hasValue("2");
            assertThat(gateway.trusted().received(first)).hasSize(1);
        }
    }

    @Test
    void endsAStreamThatIsCutWithoutTheGoodbyeOfTlsWithOneError() throws Exception {
        // given
        String first = gateway.tlsProvider();
        String second = gateway.tlsProvider();
        gateway.trusted().on(first, conversation -> {
            conversation.openStream();
            conversation.events(Answers.role(), Answers.content("half a "));
            conversation.reset();
        });
        Caller caller = gateway.callerOver(first, second);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("half a ");
            assertThat(events.getLast()).contains("\"error\"");
            assertThat(events).doesNotContain(Answers.DONE);
            assertThat(gateway.trusted().received(second)).isEmpty();
        }
    }

    @Test
    void takesNoHalfAnswerForAWholeOneWhenTheWireIsCut() {
        // given
        String first = gateway.tlsProvider();
        String second = gateway.tlsProvider();
        gateway.trusted().on(first, conversation -> {
            conversation.head(200, "Content-Length", "1000");
            conversation.unframed("{\"choices\":[".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            conversation.reset();
        });
        gateway.trusted().on(second, Answers.says("whole"));

        // when
        Answer answer =
                gateway.callerOver(first, second).chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(answer.text()).isEqualTo("whole");
        assertThat(answer.header("x-qnp-attempts")).hasValue("2");
    }
}
