package ai.qnp.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeApiTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00.123Z");

    private final RuntimeApiServer lambda = RuntimeApiServer.start();
    private final RuntimeApi api = new RuntimeApi(lambda.address());
    private final CountDownLatch hungUp = new CountDownLatch(1);

    @AfterEach
    void stop() {
        lambda.close();
    }

    @Test
    void takesAnEventWithItsIdDeadlineAndTrace() throws Exception {
        lambda.invoke(bytes("{\"a\":\"ü\"}"), DEADLINE);

        NextEvent event = api.next();

        assertThat(event.document()).hasToString("{\"a\":\"ü\"}");
        assertThat(event.deadline()).isEqualTo(DEADLINE);
        assertThat(event.traceId()).isEqualTo("Root=1-" + event.requestId());
        assertThat(event.toString()).doesNotContain("ü");
    }

    @Test
    void handsAnAnswerOverPieceByPiece() throws Exception {
        LambdaAnswer answer = lambda.invoke(bytes("{}"), DEADLINE);
        try (ResponseStream stream = respond()) {
            stream.write(bytes("{}\0\0\0\0\0\0\0\0"));
            stream.write(bytes("first"));
            stream.flush();
            String first = answer.piece();
            stream.write(bytes("second ü"));
            stream.finish();

            assertThat(first).isEqualTo("first");
            assertThat(answer.body()).isEqualTo("firstsecond ü");
            assertThat(answer.trailers()).isEmpty();
            assertThat(answer.requestHeaders())
                    .containsEntry("lambda-runtime-function-response-mode", "streaming")
                    .containsEntry("transfer-encoding", "chunked")
                    .containsEntry("content-type", "application/vnd.awslambda.http-integration-response")
                    .containsEntry("trailer", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body");
            assertThat(hungUp.getCount()).isEqualTo(1);
        }
    }

    @Test
    void tellsOfAFailureInTheMiddleByTrailers() throws Exception {
        LambdaAnswer answer = lambda.invoke(bytes("{}"), DEADLINE);
        try (ResponseStream stream = respond()) {
            stream.write(bytes("{}\0\0\0\0\0\0\0\0"));
            stream.write(bytes("half"));
            stream.fail(new FunctionError("QNP.Bug", "broken"));
        }

        assertThat(answer.body()).isEqualTo("half");
        assertThat(answer.trailers()).containsEntry("lambda-runtime-function-error-type", "QNP.Bug");
        assertThat(answer.trailingError().get("errorType").asString()).isEqualTo("QNP.Bug");
        assertThat(answer.trailingError().get("errorMessage").asString()).isEqualTo("broken");
    }

    @Test
    void hearsThatNobodyTakesTheAnswerAnyMore() throws Exception {
        LambdaAnswer answer = lambda.invoke(bytes("{}"), DEADLINE);
        try (ResponseStream stream = respond()) {
            stream.write(bytes("{}\0\0\0\0\0\0\0\0"));
            stream.write(bytes("half"));
            stream.flush();
            answer.piece();

            answer.hangUp();

            hungUp.await();
            assertThat(stream.isEnded()).isTrue();
        }
    }

    @Test
    void anAnswerThatLambdaRefusesIsHungUpOn() throws Exception {
        try (ResponseStream stream = api.respond("unknown", LONG, hungUp::countDown)) {
            stream.write(bytes("x"));
            stream.flush();

            hungUp.await();
            assertThat(stream.isEnded()).isTrue();
        }
    }

    @Test
    void doesNotWaitLongerForATakerThanItMay() throws Exception {
        LambdaAnswer answer = lambda.invoke(bytes("{}"), DEADLINE).paused();
        NextEvent event = api.next();
        try (ResponseStream stream = api.respond(event.requestId(), Duration.ofMillis(300), hungUp::countDown)) {
            assertThatThrownBy(() -> {
                        while (true) {
                            stream.write(new byte[100_000]);
                        }
                    })
                    .isInstanceOf(IOException.class);
            hungUp.await();
        }
        assertThat(answer.requestHeaders()).containsKey("host");
    }

    @Test
    void reportsAnEventThatCouldNotBeAnswered() throws Exception {
        LambdaAnswer answer = lambda.invoke(bytes("{}"), DEADLINE);

        api.failed(api.next().requestId(), new FunctionError("QNP.Bug", "broken"));

        assertThat(answer.error().get("errorMessage").asString()).isEqualTo("broken");
        assertThat(answer.error().get("stackTrace").isArray()).isTrue();
        assertThat(answer.requestHeaders())
                .containsEntry("lambda-runtime-function-error-type", "QNP.Bug")
                .containsEntry("content-type", "application/vnd.aws.lambda.error+json");
    }

    @Test
    void reportsThatItCannotStart() throws Exception {
        api.initFailed(FunctionError.of(new IllegalStateException("secret"), "can't start"));

        assertThat(lambda.initErrors().take())
                .contains("QNP.IllegalStateException", "can't start")
                .doesNotContain("secret");
    }

    @Test
    void aRuntimeApiThatIsAwayIsAnError() throws IOException {
        // taken, so that nobody else on this machine can listen there meanwhile
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            RuntimeApi away = new RuntimeApi("127.0.0.1:" + taken.getLocalPort());

            assertThatThrownBy(away::next).isInstanceOf(IOException.class);
        }
    }

    private ResponseStream respond() throws IOException {
        return api.respond(api.next().requestId(), LONG, hungUp::countDown);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
