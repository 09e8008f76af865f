package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DrainTest {
    private static final URI BASE_URL = URI.create("http://slow.test/v1");
    private static final Target TARGET = new Target(
            CompatibleProvider.custom("slow", BASE_URL),
            "m",
            new Credential(Credential.PLATFORM, "slow", null, BASE_URL));
    private static final UpstreamRequest REQUEST = new UpstreamRequest("/chat/completions", JsonText.of("{}"), true);

    private final Drain drain = new Drain();
    private final FakeTransport transport = new FakeTransport();

    @Test
    void untilItsEndAnswersGoOn() throws IOException {
        Exchange exchange = answering(drain.endsCallsOf(transport.answer(200, "hello")));

        assertThat(exchange.body().readAllBytes()).asString().isEqualTo("hello");
        exchange.finish();
        drain.end();

        assertThat(transport.aborted()).isZero();
    }

    @Test
    void itsEndAbortsWhatRunsAndSaysWhy() throws IOException {
        Exchange exchange = answering(drain.endsCallsOf(transport.answer(200, "hello")));
        InputStream body = exchange.body();
        body.read();

        drain.end();

        assertThat(transport.aborted()).isEqualTo(1);
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(
                        SocketTimeoutException.class,
                        late -> assertThat(TimelyBody.why(late)).isEqualTo("this server is being stopped"));
    }

    @Test
    void anAbortedAnswerThatBreaksIsEndedByTheStopToo() {
        InputStream body =
                answering(drain.endsCallsOf(transport.breakOffAfter(""))).body();

        assertThatThrownBy(body::read).isInstanceOf(IOException.class).isNotInstanceOf(SocketTimeoutException.class);
        drain.end();

        assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void afterItsEndNobodyIsAsked() {
        drain.end();

        assertThat(failure(drain.endsCallsOf(transport).open(TARGET, REQUEST, null))
                        .message())
                .isEqualTo("this server is being stopped");
        assertThat(transport.asked()).isEmpty();
    }

    @Test
    void wakesWhoWaitsForAnAnswerAndLeavesNoInterruptBehind() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Transport mute = (target, request, limit) -> {
            waits.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException woken) {
                Thread.currentThread().interrupt();
            }
            return new Opened.NoAnswer(Failure.of(FailureClass.UNREACHABLE, "broken"));
        };
        CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> {
            Failure failure = failure(drain.endsCallsOf(mute).open(TARGET, REQUEST, null));
            return failure.message() + ", interrupted: " + Thread.interrupted();
        });
        waits.await();

        drain.end();

        assertThat(told.get()).isEqualTo("this server is being stopped, interrupted: false");
    }

    private static Exchange answering(Transport transport) {
        return switch (transport.open(TARGET, REQUEST, null)) {
            case Opened.Answering(Exchange exchange) -> exchange;
            case Opened.NoAnswer(Failure failure) -> throw new AssertionError(failure);
        };
    }

    private static Failure failure(Opened opened) {
        return switch (opened) {
            case Opened.Answering(Exchange exchange) -> throw new AssertionError(exchange);
            case Opened.NoAnswer(Failure failure) -> failure;
        };
    }
}
