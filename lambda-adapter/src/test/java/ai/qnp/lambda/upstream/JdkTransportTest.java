package ai.qnp.lambda.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.vendors.Vendors;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import ai.qnp.ee.gateway.SystemTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdkTransportTest {
    /** Longer than any test may take. */
    private static final Duration LONG = Duration.ofDays(1);

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final UpstreamRequest REQUEST =
            new UpstreamRequest("/chat/completions", JsonText.of("{\"model\":\"m\"}"), false);

    private final SystemTime time = new SystemTime();
    private final FreshClient client = new FreshClient(time);
    private final FakeUpstream upstream = FakeUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
        client.close();
    }

    @Test
    void passesOnStatusHeadersAndBody() throws IOException {
        upstream.answering(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            FakeUpstream.json(429, "{\"error\":\"slow down\"}").handle(exchange);
        });

        Exchange exchange = answered(transport(LONG, LONG, LONG).open(target(), REQUEST, null));

        assertThat(exchange.status()).isEqualTo(429);
        assertThat(exchange.headers().get("retry-after")).isEqualTo("7");
        assertThat(exchange.body().readAllBytes()).asString().isEqualTo("{\"error\":\"slow down\"}");
        exchange.finish();
    }

    @Test
    void sendsTheBodyWithTheCredentialAndNothingOfTheClients() {
        answered(transport(LONG, LONG, LONG).open(target(), REQUEST, null)).abort();

        FakeUpstream.Received received = upstream.received().getFirst();
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(received.body()).isEqualTo("{\"model\":\"m\"}");
        assertThat(received.headers())
                .containsEntry("authorization", "Bearer sk-secret")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .containsEntry("user-agent", "qnp")
                .doesNotContainKeys("upgrade", "http2-settings", "accept-encoding");
    }

    @Test
    void asksForAnEventStreamWhenOneIsWanted() {
        UpstreamRequest streaming = new UpstreamRequest("/chat/completions", JsonText.of("{}"), true);

        answered(transport(LONG, LONG, LONG).open(target(), streaming, null)).abort();

        assertThat(upstream.received().getFirst().headers()).containsEntry("accept", "text/event-stream");
    }

    @Test
    void theUpstreamSeesAnAbort() throws Exception {
        CompletableFuture<IOException> seen = new CompletableFuture<>();
        upstream.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream output = exchange.getResponseBody();
            byte[] piece = new byte[8192];
            try {
                while (true) {
                    output.write(piece);
                    output.flush();
                }
            } catch (IOException cut) {
                seen.complete(cut);
            }
        });
        Exchange exchange = answered(transport(LONG, LONG, LONG).open(target(), REQUEST, null));
        assertThat(exchange.body().read()).isZero();

        exchange.abort();

        assertThat(seen.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> exchange.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void givesUpWhenNoAnswerBeginsWithinTheFirstByteLimit() {
        upstream.silent();

        Failure failure = failed(transport(SHORT, LONG, LONG).open(target(), REQUEST, null));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.TIMED_OUT);
    }

    @Test
    void aClientMayShortenTheFirstByteLimit() {
        upstream.silent();

        Failure failure = failed(transport(LONG, LONG, LONG).open(target(), REQUEST, SHORT));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.TIMED_OUT);
    }

    @Test
    void readingEndsWhenNothingComesWithinTheIdleLimit() throws IOException {
        upstream.silentAfter("data: {}\n\n");
        Exchange exchange = answered(transport(LONG, SHORT, LONG).open(target(), REQUEST, null));
        assertThat(exchange.body().readNBytes(10)).asString().isEqualTo("data: {}\n\n");

        assertThatThrownBy(() -> exchange.body().read()).isInstanceOf(SocketTimeoutException.class);
        exchange.abort();
    }

    @Test
    void noLimitReachesBeyondTheInvocationsDeadline() throws IOException {
        upstream.silentAfter("x");
        Exchange exchange =
                answered(transport(LONG, LONG, Duration.ofSeconds(1)).open(target(), REQUEST, null));
        assertThat(exchange.body().read()).isEqualTo('x');

        assertThatThrownBy(() -> exchange.body().read()).isInstanceOf(SocketTimeoutException.class);
        exchange.abort();
    }

    @Test
    void doesNotWaitAtAllOnceTheDeadlineHasPassed() {
        upstream.silent();

        Failure failure = failed(transport(LONG, LONG, Duration.ZERO).open(target(), REQUEST, null));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.TIMED_OUT);
    }

    @Test
    void anUpstreamThatBreaksOffIsNoCompleteAnswer() {
        upstream.answering(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });

        Exchange exchange = answered(transport(LONG, LONG, LONG).open(target(), REQUEST, null));

        assertThatThrownBy(() -> exchange.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @Test
    void followsNoRedirect() {
        try (FakeUpstream elsewhere = FakeUpstream.start()) {
            upstream.answering(exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", elsewhere.baseUrl().toString());
                FakeUpstream.json(307, "").handle(exchange);
            });

            Exchange exchange = answered(transport(LONG, LONG, LONG).open(target(), REQUEST, null));

            assertThat(exchange.status()).isEqualTo(307);
            exchange.abort();
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void aRefusedConnectionIsUnreachable() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }

        Failure failure = failed(transport(LONG, LONG, LONG)
                .open(target(URI.create("http://127.0.0.1:" + unused + "/v1"), "sk"), REQUEST, null));

        assertThat(failure).isEqualTo(Failure.of(FailureClass.UNREACHABLE, "the provider refused the connection"));
    }

    @Test
    void anUnknownHostIsUnreachable() {
        Failure failure = failed(
                transport(LONG, LONG, LONG).open(target(URI.create("http://nowhere.invalid/v1"), "sk"), REQUEST, null));

        assertThat(failure).isEqualTo(Failure.of(FailureClass.UNREACHABLE, "the provider's host name is not known"));
    }

    @Test
    void aCertificateThatNoKnownAuthoritySignedIsRefused() throws Exception {
        try (SelfSigned server = SelfSigned.start()) {
            Failure failure = failed(transport(LONG, LONG, LONG).open(target(server.baseUrl(), "sk"), REQUEST, null));

            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNREACHABLE);
            assertThat(failure.message()).contains("certificate is not trusted");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aKeyThatNoHeaderCanHoldIsNeverQuoted() {
        Failure failure = failed(
                transport(LONG, LONG, LONG).open(target(upstream.baseUrl(), "sk-secret\nof mine"), REQUEST, null));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.CREDENTIAL_REJECTED);
        assertThat(failure.message()).doesNotContain("secret");
    }

    @Test
    void aStreamReadToItsLastEventLeavesTheConnectionForTheNextCall() throws IOException {
        upstream.answering(FakeUpstream.events("{}"));
        JdkTransport transport = transport(LONG, LONG, LONG);
        String all = "data: {}\n\ndata: [DONE]\n\n";

        for (int call = 0; call < 2; call++) {
            Exchange exchange = answered(transport.open(target(), REQUEST, null));
            assertThat(exchange.body().readNBytes(all.length())).asString().isEqualTo(all);
            exchange.finish();
        }

        assertThat(upstream.received()).hasSize(2);
        assertThat(upstream.received().stream().map(FakeUpstream.Received::port).distinct())
                .hasSize(1);
    }

    @Test
    void anUpstreamThatGoesOnAfterTheLastEventIsCutOff() throws IOException {
        upstream.silentAfter("data: [DONE]\n\n");
        Exchange exchange = answered(transport(LONG, LONG, LONG).open(target(), REQUEST, null));
        assertThat(exchange.body().readNBytes(14)).asString().isEqualTo("data: [DONE]\n\n");

        exchange.finish();

        assertThatThrownBy(() -> exchange.body().read()).isInstanceOf(IOException.class);
    }

    @Test
    void theDemoNeedsNoNetwork() throws IOException {
        Provider demo = Vendors.demo();
        Credential none =
                new Credential(Credential.PLATFORM, "demo", null, demo.profile().baseUrl());
        UpstreamRequest request = new UpstreamRequest(
                "/chat/completions",
                JsonText.of("{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                false);

        Exchange exchange = answered(transport(LONG, LONG, LONG).open(new Target(demo, "demo", none), request, null));

        assertThat(exchange.body().readAllBytes()).asString().contains("built-in demo");
    }

    private JdkTransport transport(Duration firstByte, Duration idle, Duration untilDeadline) {
        TransportLimits limits = new TransportLimits(Duration.ofSeconds(5), firstByte, idle);
        return new JdkTransport(client, provider -> limits, Deadline.in(untilDeadline, time));
    }

    private Target target() {
        return target(upstream.baseUrl(), "sk-secret");
    }

    private static Target target(URI baseUrl, String key) {
        Provider openAi = Vendors.all().getFirst();
        assertThat(openAi.profile().auth()).isEqualTo(AuthScheme.BEARER);
        return new Target(openAi, "m", new Credential("platform", "openai", Secret.of(key), baseUrl));
    }

    private static Exchange answered(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.Answering.class);
        return ((Opened.Answering) opened).exchange();
    }

    private static Failure failed(Opened opened) {
        assertThat(opened).isInstanceOf(Opened.NoAnswer.class);
        return ((Opened.NoAnswer) opened).failure();
    }
}
