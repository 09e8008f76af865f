package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.FakeUpstream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests when the server is stopped before they have ended. */
@Tag("once")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StoppingIT {
    private static final String TOKEN = "operator-token-of-the-stopping-test";
    private static final String MODELS = "/v1/models";
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void endsInOrderWhatStillRunsWhenAShortDrainIsOver() throws Exception {
        var never = new CountDownLatch(1);
        try (FakeUpstream upstream = FakeUpstream.plain()) {
            upstream.on("slow", Answers.pausing("first", never, "second"));
            upstream.on("mute", conversation -> never.await());
            Map<String, String> environment = Map.of(
                    "QNP_ADMIN_TOKEN",
                    TOKEN,
                    "QNP_DRAIN_SECONDS",
                    "5",
                    "QNP_PROVIDER_CUSTOM_SLOW_BASE_URL",
                    upstream.baseUrl("slow"),
                    "QNP_PROVIDER_CUSTOM_MUTE_BASE_URL",
                    upstream.baseUrl("mute"));
            String streamed;
            try (GatewayProcess gateway = GatewayProcess.start(
                            GatewayProcess.freePort(), folder.resolve("home"), environment)
                    .awaitReady()) {
                Manage manage = new Manage(gateway.http(), TOKEN);
                Caller mute = manage.callerOver("mute");
                var waiting = CompletableFuture.supplyAsync(() -> mute.chat(Caller.ask("m1")));
                try (EventStream stream = manage.callerOver("slow").stream(Caller.askStream("m1"))) {
                    assertThat(stream.nextText()).isEqualTo("first");
                    Eventually.get(
                            "the request that waits", () -> upstream.received("mute"), asked -> !asked.isEmpty());

                    List<Caller> connectionsFromBefore = connections(gateway, mute);

                    // when
                    long stopped = System.nanoTime();
                    gateway.terminate();

                    // then
                    isToldOfTheStop(gateway.http().root(), connectionsFromBefore);
                    assertThat(stream.rest().getLast()).contains("\"error\"", "this server is being stopped");
                    assertThat(waiting.get().expect(503).body()).contains("this server is being stopped");
                    streamed = stream.headers().firstValue("x-request-id").orElseThrow();
                    assertThat(gateway.awaitExit()).as(gateway.output()).isZero();
                    assertThat(Duration.ofNanos(System.nanoTime() - stopped))
                            .as("its own drain, not the longest")
                            .isLessThan(LONGEST_DRAIN);
                }
            }
            keptTheRecord(streamed, environment);
        }
    }

    private void keptTheRecord(String requestId, Map<String, String> environment) throws Exception {
        try (GatewayProcess again = GatewayProcess.start(GatewayProcess.freePort(), folder.resolve("home"), environment)
                .awaitReady()) {
            assertThat(new Manage(again.http(), TOKEN)
                            .call("GET", "/requests/" + requestId, null)
                            .expect(200)
                            .body())
                    .contains("\"providers_unavailable\"");
        }
    }

    /** Some that have been used once and are kept. */
    private static List<Caller> connections(GatewayProcess gateway, Caller caller) {
        return Stream.generate(() -> new Caller(gateway.http(), caller.keyId(), caller.key()))
                .limit(10)
                .peek(kept -> kept.get(MODELS).expect(200))
                .toList();
    }

    /** The server's parts hear of the stop one after the other: a request just after it may still be answered. */
    private static void isToldOfTheStop(URI root, List<Caller> connections) {
        Eventually.get("no new connections", () -> GatewayProcess.answers(root), connecting -> !connecting);
        Iterator<Caller> each = connections.iterator();
        Answer refusal = Eventually.get("a refusal", () -> each.next().get(MODELS), answer -> answer.status() != 200);
        assertThat(refusal.expect(503).error().path("code").asString()).isEqualTo("shutting_down");
        assertThat(refusal.header("retry-after")).contains("1");
    }
}
