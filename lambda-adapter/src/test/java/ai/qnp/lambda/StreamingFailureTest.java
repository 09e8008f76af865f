package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.lambda.runtime.LambdaAnswer;
import ai.qnp.lambda.runtime.RuntimeApi;
import ai.qnp.lambda.runtime.RuntimeApiServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Lambda and the client hear of a bug. */
@Timeout(60)
class StreamingFailureTest {
    private final RuntimeApiServer lambda = RuntimeApiServer.start();

    /** Answers by the given code. */
    private interface Served {
        void to(Client client) throws ClientGone;
    }

    private record Scripted(Runnable preparing, Served served) implements Answering {
        @Override
        public void prepare() {
            preparing.run();
        }

        @Override
        public void serve(JsonText document, String requestId, Duration left, Client client, HangUp hangUp)
                throws ClientGone {
            served.to(client);
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void stop() {
        lambda.close();
    }

    @Test
    void aBugBeforeTheAnswerIsTheClients500() {
        serving(client -> {
            throw new IllegalStateException("a secret");
        });

        LambdaAnswer answer = invoke();

        assertThat(answer.json().at("/error/code").asString()).isEqualTo("internal_error");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void aBugInTheMiddleOfAStreamIsToldByTrailers() {
        serving(client -> client.stream(Map.of(), events -> {
            events.event(JsonText.of("1"));
            throw new IllegalStateException("a secret");
        }));

        LambdaAnswer answer = invoke();
        LambdaAnswer next = invoke();

        assertThat(answer.body()).isEqualTo("data: 1\n\n");
        assertThat(answer.trailers()).containsEntry("lambda-runtime-function-error-type", "QNP.IllegalStateException");
        assertThat(answer.trailingError().get("errorMessage").asString()).doesNotContain("secret");
        assertThat(next.body()).isEqualTo("data: 1\n\n");
    }

    @Test
    void anAnswerThatWasNeverHandedOverIsAnError() {
        serving(client -> {
            throw new ClientGone(new IOException("no connection"));
        });

        assertThat(invoke().error().get("errorType").asString()).isEqualTo("QNP.NotHandedOver");
    }

    @Test
    void aBrokenMachineIsToldAndEndsTheProcess() {
        LambdaAnswer answer = invoke();

        assertThatThrownBy(() -> function(() -> {}, client -> {
                            throw new OutOfMemoryError();
                        })
                        .run())
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(answer.error().get("errorType").asString()).isEqualTo("QNP.OutOfMemoryError");
    }

    @Test
    void whatCannotStartSaysSoAndEndsTheProcess() throws Exception {
        assertThatThrownBy(() -> function(
                                () -> {
                                    throw new IllegalStateException("a secret");
                                },
                                client -> {})
                        .run())
                .isInstanceOf(IllegalStateException.class);
        assertThat(lambda.initErrors().take())
                .contains("QNP.IllegalStateException")
                .doesNotContain("secret");
    }

    private void serving(Served served) {
        Thread.ofVirtual().start(() -> {
            try {
                function(() -> {}, served).run();
            } catch (IOException runtimeApiAway) {
                // the end of the test
            }
        });
    }

    private StreamingFunction function(Runnable preparing, Served served) {
        return new StreamingFunction(new RuntimeApi(lambda.address()), new Scripted(preparing, served));
    }

    private LambdaAnswer invoke() {
        return lambda.invoke(new byte[] {'{', '}'}, Instant.now().plus(Duration.ofMinutes(5)));
    }
}
