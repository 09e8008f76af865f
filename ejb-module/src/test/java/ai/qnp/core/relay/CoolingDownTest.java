package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.health.Healths;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Targets that fail are left alone for a while: what the relay makes of their health. */
class CoolingDownTest {
    private static final String ANSWER = """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}""";
    private static final String HELLO = """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
            "choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}

            """;
    private static final String END = """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;
    private static final int FAILURES = 5;

    private final FakeTime time = new FakeTime();
    private final FakeTransport transport = new FakeTransport();
    private final FakeUsageRecords records = new FakeUsageRecords();
    private final TargetHealth health = Healths.fresh();
    private final Key key = Key.wellFormed();
    private Grant grant = over(platform("first"), platform("second"));
    private @Nullable Duration clientsLimit;

    @Test
    void aTargetWhoseBreakerIsOpenIsPassedOverWithoutACall() {
        openTheFirst();
        transport.answer(200, ANSWER);

        FakeClient client = ask();

        assertThat(client.status()).isEqualTo(200);
        assertThat(transport.asked()).containsExactly("second/m");
        assertThat(client.headers()).containsEntry("x-qnp-provider", "second").containsEntry("x-qnp-attempts", "1");
        assertThat(plan().getFirst().chosen()).isFalse();
        assertThat(plan().getFirst().reason()).isEqualTo("cooling down until 2026-03-01T12:00:10Z");
        assertThat(plan().getLast().chosen()).isTrue();
    }

    @Test
    void aSuccessOfTheProbeBringsTheTargetBack() {
        openTheFirst();
        time.pass(Duration.ofSeconds(10));
        transport.answer(200, ANSWER).answer(200, ANSWER);

        ask();
        ask();

        assertThat(transport.asked()).containsExactly("first/m", "first/m");
    }

    @Test
    void aRetryAfterIsHeededByTheNextRequest() {
        transport
                .answer(429, Map.of("Retry-After", "30"), "{}")
                .answer(200, ANSWER)
                .answer(200, ANSWER);
        ask();
        transport.asked().clear();

        ask();

        assertThat(transport.asked()).containsExactly("second/m");
        time.pass(Duration.ofSeconds(30));
        transport.answer(200, ANSWER);
        ask();
        assertThat(transport.asked()).containsExactly("second/m", "first/m");
    }

    @Test
    void whenAllCoolDownTheClientLearnsTheShortestWait() {
        transport.answer(429, Map.of("Retry-After", "30"), "{}").answer(503, Map.of("Retry-After", "7"), "{}");
        ask();
        time.pass(Duration.ofMillis(1_500));
        transport.asked().clear();

        FakeClient client = ask();

        assertThat(transport.asked()).isEmpty();
        assertThat(client.status()).isEqualTo(503);
        assertThat(client.headers()).containsEntry("Retry-After", "6");
        assertThat(error(client, "code")).isEqualTo("providers_unavailable");
        assertThat(error(client, "message")).contains("first/m: cooling down until", "second/m: cooling down until");
        assertThat(plan()).noneMatch(Plan.Considered::chosen);
        assertThat(records.kept().getLast().record().attempts()).isZero();
    }

    @Test
    void anOnlyTargetIsNotAskedEitherWhileItCoolsDown() {
        grant = over(platform("first"));
        transport.answer(429, Map.of("Retry-After", "30"), "{}");
        ask();

        FakeClient client = ask();

        assertThat(transport.asked()).hasSize(1);
        assertThat(client.status()).isEqualTo(503);
        assertThat(client.headers()).containsEntry("Retry-After", "30");
    }

    @Test
    void onlyWhatWasAskedDecidesWhetherAllWereRateLimited() {
        openTheFirst();
        transport.answer(429, Map.of("Retry-After", "40"), "{}").answer(500, "{}");

        FakeClient limited = ask();
        time.pass(Duration.ofSeconds(1));
        health.clear();
        openTheFirst();
        FakeClient broken = ask();

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers()).containsEntry("Retry-After", "10");
        assertThat(broken.status()).isEqualTo(502);
    }

    @Test
    void oneAccountsBadKeyNeitherStopsNorDelaysAnothers() {
        grant = over(own("mine"), platform("second"));
        for (int i = 0; i < 2 * FAILURES; i++) {
            transport.answer(401, "{}").answer(200, ANSWER);
            ask();
            time.pass(Duration.ofMinutes(1));
        }
        transport.asked().clear();
        grant = over(own("yours"), platform("second"));
        transport.answer(200, ANSWER);

        FakeClient client = ask();

        assertThat(transport.asked()).containsExactly("first/m");
        assertThat(client.headers()).containsEntry("x-qnp-provider", "first");
    }

    @Test
    void aFailingCredentialIsAskedLastForAMinute() {
        transport.answer(401, "{}").answer(200, ANSWER);
        ask();
        transport.asked().clear();
        transport.answer(500, "{}").answer(200, ANSWER).answer(200, ANSWER);

        ask();

        assertThat(transport.asked()).containsExactly("second/m", "first/m");
        assertThat(plan().getFirst().reason()).contains("asked last, because its credential was turned down lately");
        ask();
        assertThat(transport.asked()).containsExactly("second/m", "first/m", "first/m");
    }

    @Test
    void anOnlyTargetIsAskedThoughItsCredentialFails() {
        grant = over(platform("first"));
        for (int i = 0; i < 2 * FAILURES; i++) {
            transport.answer(401, "{}");
            assertThat(ask().status()).isEqualTo(502);
        }

        assertThat(transport.asked()).hasSize(2 * FAILURES);
    }

    @Test
    void aClientThatWaitsShorterThanUsualOpensNoBreaker() {
        clientsLimit = Duration.ofMillis(1);
        for (int i = 0; i < 2 * FAILURES; i++) {
            transport.late().answer(200, ANSWER);
            ask();
        }

        assertThat(health.unwellTargets(Trial.now(time))).isEmpty();
    }

    @Test
    void aProbeWhoseClientGoesAwayIsFollowedByAnother() {
        openTheFirst();
        time.pass(Duration.ofSeconds(10));
        transport.answer(200, HELLO + HELLO + END).answer(200, ANSWER);

        relay(stream(), FakeClient.leavingAfter(1));
        ask();

        assertThat(transport.asked()).containsExactly("first/m", "first/m");
    }

    @Test
    void streamsThatBreakOffAgainAndAgainOpenTheBreaker() {
        for (int i = 0; i < FAILURES; i++) {
            transport.breakOffAfter(HELLO);
            relay(stream(), new FakeClient());
        }
        transport.asked().clear();
        transport.answer(200, ANSWER);

        ask();

        assertThat(transport.asked()).containsExactly("second/m");
    }

    private void openTheFirst() {
        Grant before = grant;
        grant = over(platform("first"));
        for (int i = 0; i < FAILURES; i++) {
            new FakeRun(new FakeTransport().answer(500, "{}")).ask();
        }
        grant = before;
    }

    private FakeClient ask() {
        return new FakeRun(transport).ask();
    }

    private void relay(String body, FakeClient client) {
        new FakeRun(transport).relay(body, client);
    }

    private static String stream() {
        return "{\"model\":\"qnp/auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private List<Plan.Considered> plan() {
        return records.kept().getLast().plan();
    }

    private static String error(FakeClient client, String field) {
        return Json.MAPPER
                .readTree(client.sent().getLast())
                .path("error")
                .path(field)
                .asString();
    }

    private static ChainStep platform(String provider) {
        return new ChainStep(provider, List.of("m"), Credential.PLATFORM);
    }

    private static ChainStep own(String credential) {
        return new ChainStep("first", List.of("m"), credential);
    }

    private static Grant over(ChainStep... chain) {
        return new Grant(
                "key-1",
                "account-1",
                Scope.ANY,
                List.of(chain),
                Map.of("mine", credential("mine", "first"), "yours", credential("yours", "first")),
                Spending.UNLIMITED);
    }

    private static Credential credential(String id, String provider) {
        return new Credential(id, provider, Secret.of("sk-test"), URI.create("http://" + provider + ".test/v1"));
    }

    private static Platform providers() {
        return new Platform(
                List.of(provider("first"), provider("second")), new Catalogue("2026-01-01", List.of(), Map.of()));
    }

    private static PlatformProvider provider(String id) {
        Credential credential = credential(Credential.PLATFORM, id);
        return new PlatformProvider(CompatibleProvider.custom(id, credential.baseUrl()), credential, List.of());
    }

    /** One request over one transport. */
    private final class FakeRun {
        private final Relay relay;

        private FakeRun(FakeTransport over) {
            Gate gate = new Gate(hash -> new Grants.Lookup.Found(grant), time);
            Upstreams upstreams = new Upstreams(over, new FakeFiles(), health, time, RelaySettings.DEFAULTS);
            relay = new Relay(
                    gate,
                    CoolingDownTest::providers,
                    upstreams,
                    accounting(),
                    body -> {},
                    new FakeObserver(),
                    new FakeTimers());
        }

        private Accounting accounting() {
            return new Accounting(new FakeLimits(), new FakeReservations(), records);
        }

        private FakeClient ask() {
            FakeClient client = new FakeClient();
            relay("{\"model\":\"qnp/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}", client);
            return client;
        }

        private void relay(String body, FakeClient client) {
            Caller caller = new Caller.Bearer(key.text(), "127.0.0.1", null, null);
            relay.relay(
                    new Call(
                            "req_1",
                            Endpoint.CHAT_COMPLETIONS,
                            caller,
                            clientsLimit,
                            () -> new RequestBody.Read.Complete(JsonText.of(body)),
                            time.nanos()),
                    client);
        }
    }
}
