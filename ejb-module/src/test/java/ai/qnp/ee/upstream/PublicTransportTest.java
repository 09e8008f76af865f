package ai.qnp.ee.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import ai.qnp.ee.settings.FakeConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicTransportTest {
    private static final Timers NEVER = (delay, action) -> () -> {};

    private final Map<String, String> settings = new HashMap<>();

    private final List<String> received = new ArrayList<>();
    private final List<String> lookedUp = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void goesToTheVeryAddressThatWasJudged() throws IOException {
        serve(exchange -> answer(exchange, 200, "hello"));
        // what the name leads to changes after the first look-up, as with DNS rebinding
        PublicHosts.LookUp rebinding =
                host -> new InetAddress[] {InetAddress.ofLiteral(lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.2")};

        try (PublicTransport transport = transport("127.0.0.1", rebinding, NEVER)) {
            Exchange exchange = answering(transport.open(target("llm.example.com"), request(), null));

            assertThat(exchange.status()).isEqualTo(200);
            assertThat(new String(exchange.body().readAllBytes(), UTF_8)).isEqualTo("hello");
            assertThat(received)
                    .containsExactly("POST /v1/chat/completions Host: llm.example.com:" + port() + " Bearer sk-own {}");
            assertThat(lookedUp).containsExactly("llm.example.com");
        }
    }

    @Test
    void callsNothingInsideTheNetwork() {
        serve(exchange -> answer(exchange, 200, "hello"));

        for (String host : List.of("127.0.0.1", "localhost", "inside.example.com")) {
            Failure failure = refusal("192.0.2.1", host, "127.0.0.1");

            assertThat(failure.failureClass()).as(host).isEqualTo(FailureClass.UNREACHABLE);
            assertThat(failure.message()).as(host).contains("not public").doesNotContain("127.0.0.1");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void fetchesAListFromTheAddressThatWasJudgedAndFromNothingInside() throws IOException {
        serve(exchange -> answer(exchange, 200, "list"));
        Target target = target("llm.example.com");

        try (PublicTransport transport = transport("127.0.0.1", PublicTransportTest::local, NEVER)) {
            Exchange exchange = answering(fetch(transport, target));
            assertThat(new String(exchange.body().readAllBytes(), UTF_8)).isEqualTo("list");
            assertThat(received)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("GET /v1/models")
                    .contains("Bearer sk-own");
        }
        try (PublicTransport transport = transport("192.0.2.1", PublicTransportTest::local, NEVER)) {
            assertThat(((Opened.NoAnswer) fetch(transport, target)).failure().message())
                    .contains("not public");
            assertThat(received).hasSize(1);
        }
    }

    private static Opened fetch(PublicTransport transport, Target target) {
        return transport.fetch(target.provider().profile(), target.credential(), "/models", Duration.ofSeconds(30));
    }

    @Test
    void callsNoHostOfWhichOneAddressLiesInside() {
        Failure failure = refusal("127.0.0.1", "mixed.example.com", "127.0.0.1", "169.254.169.254");

        assertThat(failure.message()).contains("not public");
    }

    @Test
    void isNotSentElsewhereByARedirect() throws IOException {
        serve(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.2:" + port() + "/inside");
            answer(exchange, 307, "");
        });

        try (PublicTransport transport = transport("127.0.0.1", PublicTransportTest::local, NEVER)) {
            assertThat(answering(transport.open(target("127.0.0.1"), request(), null))
                            .status())
                    .isEqualTo(307);
            assertThat(received).hasSize(1);
        }
    }

    @Test
    void anAbortEndsTheServersWorkAtOnce() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[8_192]);
                    out.flush();
                }
            } catch (IOException gone) {
                hungUp.countDown();
            }
        });

        try (PublicTransport transport = transport("127.0.0.1", PublicTransportTest::local, NEVER)) {
            Exchange exchange = answering(transport.open(target("127.0.0.1"), request(), null));
            exchange.body().readNBytes(10);
            exchange.abort();

            assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aProvidersOwnLimitsHoldInsteadOfThoseOfAll() {
        settings.put("qnp.provider.own.timeout.first-byte-ms", "90000");
        settings.put("qnp.provider.own.timeout.idle-ms", "50");
        CountDownLatch over = new CountDownLatch(1);
        serve(exchange -> await(over));
        List<Duration> limits = new ArrayList<>();
        Timers noted = (delay, action) -> {
            limits.add(delay);
            return () -> {};
        };

        try (PublicTransport transport = transport("127.0.0.1", PublicTransportTest::local, noted)) {
            Opened silent = transport.open(target("127.0.0.1"), request(), null);

            assertThat(limits).containsExactly(Duration.ofSeconds(90));
            assertThat(((Opened.NoAnswer) silent).failure().failureClass()).isEqualTo(FailureClass.TIMED_OUT);
        } finally {
            over.countDown();
        }
    }

    @Test
    void waitsForTheFirstByteNoLongerThanTheLimit() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        serve(exchange -> {
            asked.countDown();
            await(over);
        });
        List<Duration> limits = new ArrayList<>();
        Timers ringsOnceAsked = (delay, action) -> {
            limits.add(delay);
            Thread.ofVirtual().start(() -> {
                await(asked);
                action.run();
            });
            return () -> {};
        };

        try (PublicTransport transport = transport("127.0.0.1", PublicTransportTest::local, ringsOnceAsked)) {
            Opened opened = transport.open(target("127.0.0.1"), request(), Duration.ofSeconds(3));

            assertThat(opened)
                    .isEqualTo(new Opened.NoAnswer(
                            Failure.of(FailureClass.TIMED_OUT, "no answer within the first-byte limit")));
            assertThat(limits).containsExactly(Duration.ofSeconds(3));
        } finally {
            over.countDown();
        }
    }

    @Test
    void readsNoHeadWithoutEnd() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PublicTransport transport = transport("127.0.0.1", PublicTransportTest::local, NEVER)) {
            Thread.ofVirtual().start(() -> sendHeaders(endless));

            Opened opened = transport.open(target("127.0.0.1", endless.getLocalPort()), request(), null);

            assertThat(((Opened.NoAnswer) opened).failure().failureClass()).isEqualTo(FailureClass.INVALID_ANSWER);
        }
    }

    private static void sendHeaders(ServerSocket endless) {
        try (Socket socket = endless.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            while (true) {
                out.write("X-More: and more\r\n".getBytes(UTF_8));
            }
        } catch (IOException hungUp) {
            // what this server waits for
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpHandler handler) {
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " Host: "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static InetAddress[] local(String host) {
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private Failure refusal(String allowed, String host, String... addresses) {
        PublicHosts.LookUp lookUp = name -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.ofLiteral(addresses[i]);
            }
            return found;
        };
        try (PublicTransport transport = transport(allowed, lookUp, NEVER)) {
            return ((Opened.NoAnswer) transport.open(target(host), request(), null)).failure();
        }
    }

    private PublicTransport transport(String allowed, PublicHosts.LookUp lookUp, Timers timers) {
        ReachableAddresses reachable = new ReachableAddresses(List.of(AddressRange.parse(allowed)));
        PublicHosts.LookUp noted = host -> {
            lookedUp.add(host);
            return lookUp.resolve(host);
        };
        Duration limit = Duration.ofSeconds(30);
        return new PublicTransport(
                new UpstreamSettings(limit, limit, 10),
                limit,
                new CallRules(new FakeConfig(settings)),
                new PublicHosts(reachable, noted),
                timers);
    }

    private static Exchange answering(Opened opened) {
        return ((Opened.Answering) opened).exchange();
    }

    private static UpstreamRequest request() {
        return new UpstreamRequest("/chat/completions", JsonText.of("{}"), false);
    }

    private Target target(String host) {
        return target(host, port());
    }

    private static Target target(String host, int port) {
        URI baseUrl = URI.create("http://" + host + ":" + port + "/v1");
        return new Target(
                CompatibleProvider.custom("own", URI.create("https://vendor.example/v1")),
                "m",
                new Credential("cred-1", "own", Secret.of("sk-own"), baseUrl).atTheAccountsAddress());
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
