package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Permission;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.health.Healths;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RelayTest {
    private static final String ANSWER = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500}}""";
    private static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", null);
    private static final String HELLO = chunk("{\"content\":\"Hello\"}", null);
    private static final String STOP = chunk("{}", "stop");
    private static final String USAGE = """
            {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],\
            "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""";

    private final FakeTime time = new FakeTime();
    private final TargetHealth health = Healths.fresh();
    private final FakeTransport transport = new FakeTransport();
    private final FakeFiles files = new FakeFiles();
    private final FakeTimers timers = new FakeTimers();
    private final FakeUsageRecords records = new FakeUsageRecords();
    private final FakeLimits limits = new FakeLimits();
    private final FakeReservations reservations = new FakeReservations();
    private final CountingObserver observer = new CountingObserver();
    private final Key key = Key.wellFormed();
    private @Nullable Grant grant;

    @BeforeEach
    void chainOfTwo() {
        grant = grant(List.of(
                new ChainStep("first", List.of("a"), Credential.PLATFORM),
                new ChainStep("second", List.of("b"), Credential.PLATFORM)));
    }

    @Test
    void passesAWholeAnswerOnAndRecordsItsCost() {
        transport.answer(200, ANSWER);

        FakeClient client = relay("{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(client.status()).isEqualTo(200);
        assertThat(client.sent()).containsExactly(ANSWER);
        assertThat(client.headers())
                .containsEntry("x-qnp-provider", "first")
                .containsEntry("x-qnp-model", "a")
                .containsEntry("x-qnp-attempts", "1")
                .containsEntry("x-qnp-cost-usd", "0.002");
        UsageRecord record = onlyRecord();
        assertThat(record.cost()).isEqualByComparingTo("0.002");
        assertThat(record.usage().promptTokens()).isEqualTo(1000);
        assertThat(record.finishReason()).isEqualTo("stop");
        assertThat(record.modelRequested()).isEqualTo("a");
    }

    @Test
    void recordIsKeptBeforeTheLastByteLeaves() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));
        FakeClient client =
                new FakeClient().beforeLastByte(() -> assertThat(records.kept()).hasSize(1));

        relay(streamed(false), client);

        assertThat(client.sent()).endsWith("[DONE]");
    }

    @Test
    void fallsBackWhenTheFirstTargetIsUnreachable() {
        transport.refuse().answer(200, ANSWER);

        FakeClient client = relay("{\"model\":\"qnp/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(transport.asked()).containsExactly("first/a", "second/b");
        assertThat(client.headers()).containsEntry("x-qnp-provider", "second").containsEntry("x-qnp-attempts", "2");
        assertThat(onlyRecord().attempts()).isEqualTo(2);
    }

    @Test
    void fallsBackOnTooManyRequestsAndOnServerErrors() {
        for (int status : new int[] {429, 500, 502, 503, 529, 408, 401, 404}) {
            health.clear();
            FakeTransport fresh = new FakeTransport()
                    .answer(status, "{\"error\":{\"message\":\"no\"}}")
                    .answer(200, ANSWER);

            FakeClient client = new FakeClient();
            relayOver(fresh).relay(call(whole()), client);

            assertThat(client.status()).as("after %d", status).isEqualTo(200);
            assertThat(fresh.asked()).as("after %d", status).containsExactly("first/a", "second/b");
        }
    }

    @Test
    void tellsTheClientOfItsOwnMistakeWithoutTryingOthers() {
        transport.answer(
                400,
                "{\"error\":{\"message\":\"bad temperature\",\"code\":\"invalid_value\",\"param\":\"temperature\"}}");

        FakeClient client = relay(whole());

        assertThat(client.status()).isEqualTo(400);
        assertThat(error(client).path("message").asString()).contains("bad temperature");
        assertThat(transport.asked()).hasSize(1);
        assertThat(onlyRecord().cost()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void fallsBackWhenTheFirstEventIsAnError() {
        transport
                .answer(200, sse("{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}"))
                .answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = relay(streamed(false));

        assertThat(client.sent()).containsExactly(ROLE, HELLO, STOP, "[DONE]");
        assertThat(client.headers()).containsEntry("x-qnp-provider", "second");
    }

    @Test
    void masksTheCredentialThatAnErrorInTheMiddleOfAStreamQuotes() {
        transport.answer(200, sse(ROLE, HELLO, "{\"error\":{\"message\":\"bad key platform-secret-of-this-test\"}}"));

        FakeClient client = relay(streamed(false));

        assertThat(client.sent().getLast()).contains("bad key ****").doesNotContain("platform-secret");
    }

    @Test
    void fallsBackWhenOnlyARoleCameBeforeTheEnd() {
        transport.answer(200, sse(ROLE)).answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = relay(streamed(false));

        assertThat(client.sent()).containsExactly(ROLE, HELLO, STOP, "[DONE]");
    }

    @Test
    void fallsBackWhenTheStreamIsEmpty() {
        transport.answer(200, "").answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = relay(streamed(false));

        assertThat(client.sent()).endsWith("[DONE]");
        assertThat(transport.asked()).hasSize(2);
    }

    @Test
    void breaksOffWithOneErrorEventWhenAStreamDiesInTheMiddle() {
        transport.breakOffAfter(sse(ROLE, HELLO));

        FakeClient client = relay(streamed(false));

        assertThat(transport.asked()).containsExactly("first/a");
        assertThat(client.sent()).hasSize(3).startsWith(ROLE, HELLO).doesNotContain("[DONE]");
        assertThat(Json.MAPPER
                        .readTree(client.sent().getLast())
                        .path("error")
                        .path("type")
                        .asString())
                .isEqualTo("upstream_error");
        assertThat(onlyRecord().errorCode()).isEqualTo("all_providers_failed");
        assertThat(records.kept().getFirst().attempts())
                .singleElement()
                .extracting(attempted -> attempted.failure().failureClass())
                .isEqualTo(FailureClass.CUT_OFF);
        assertThat(transport.aborted()).isEqualTo(1);
    }

    @Test
    void sendsUsageOnlyWhenAskedAndAlwaysRecordsIt() {
        transport
                .answer(200, sse(ROLE, HELLO, STOP, USAGE, "[DONE]"))
                .answer(200, sse(ROLE, HELLO, STOP, USAGE, "[DONE]"));

        FakeClient silent = relay(streamed(false));
        FakeClient asking = relay(streamed(true));

        assertThat(silent.sent()).containsExactly(ROLE, HELLO, STOP, "[DONE]");
        assertThat(asking.sent()).containsExactly(ROLE, HELLO, STOP, USAGE, "[DONE]");
        assertThat(records.kept())
                .allSatisfy(outcome ->
                        assertThat(outcome.record().usage().completionTokens()).isEqualTo(5));
    }

    @Test
    void estimatesTokensWhenTheVendorReportsNone() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        relay(streamed(false));

        assertThat(onlyRecord().usage().estimated()).isTrue();
        assertThat(onlyRecord().usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void abortsTheUpstreamAndChargesWhatCameWhenTheClientLeaves() {
        transport.answer(200, sse(ROLE, HELLO, HELLO, HELLO, STOP, "[DONE]"));

        relay(streamed(false), FakeClient.leavingAfter(3));

        assertThat(transport.aborted()).isEqualTo(1);
        assertThat(onlyRecord().clientClosed()).isTrue();
        assertThat(onlyRecord().status()).isEqualTo(200);
        assertThat(onlyRecord().usage().completionTokens()).isPositive();
    }

    @Test
    void tellsAClientThatWantsToKnowOfEachAttemptAndOfTheEnd() {
        transport.refuse().answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        FakeClient client = relay(streamed(false));

        assertThat(client.told())
                .containsExactly("asking first", "first failed", "asking second", "second answers", "settled 200");
    }

    @Test
    void asksNobodyElseForAClientThatLeftDuringAnAttempt() {
        transport.refuse();

        relay(streamed(false), FakeClient.leavingWhenTold("first failed"));

        assertThat(transport.asked()).containsExactly("first/a");
        assertThat(onlyRecord().status()).isEqualTo(499);
        assertThat(onlyRecord().clientClosed()).isTrue();
    }

    @Test
    void abortsAnAnswerThatBeginsForAClientThatLeft() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));

        relay(streamed(false), FakeClient.leavingWhenTold("first answers"));

        assertThat(transport.aborted()).isEqualTo(1);
        assertThat(onlyRecord().clientClosed()).isTrue();
    }

    @Test
    void keepsWhenEachAttemptBeganAndWhenItsFirstByteCame() {
        transport.whenAsked(() -> time.pass(Duration.ofMillis(20))).refuse().answer(200, ANSWER);

        relay(whole());

        assertThat(records.kept().getFirst().attempts())
                .extracting(Attempted::began, Attempted::firstByte)
                .containsExactly(
                        Tuple.tuple(Duration.ZERO, null), Tuple.tuple(Duration.ofMillis(20), Duration.ofMillis(20)));
    }

    @Test
    void servesTheOwnerOfAKeyWhoDoesNotPresentIt() {
        transport.answer(200, ANSWER);
        FakeClient client = new FakeClient();

        relayOver(transport).relay(call(new Caller.Owner(KeyText.hashOf(key.text())), JsonText.of(whole())), client);

        assertThat(client.status()).isEqualTo(200);
        assertThat(onlyRecord().keyId()).isEqualTo(grant.keyId());
    }

    @Test
    void blamesNobodyForAStreamThatBrokeOffBecauseTheClientWasHeardToLeave() {
        transport.answer(200, sse(ROLE, HELLO));

        FakeClient client = relay(streamed(false), FakeClient.heardToLeave());

        assertThat(onlyRecord().clientClosed()).isTrue();
        assertThat(onlyRecord().errorCode()).isNull();
        assertThat(onlyRecord().status()).isEqualTo(200);
        assertThat(client.sent()).noneMatch(event -> event.contains("error"));
    }

    @Test
    void answers429WithTheShortestWaitWhenEveryTargetIsRateLimited() {
        transport.answer(429, Map.of("Retry-After", "30"), "{}").answer(429, Map.of("Retry-After", "7"), "{}");

        FakeClient client = relay(whole());

        assertThat(client.status()).isEqualTo(429);
        assertThat(client.headers()).containsEntry("Retry-After", "7");
        assertThat(error(client).path("code").asString()).isEqualTo("upstream_rate_limited");
    }

    @Test
    void answers503WhenEveryTargetIsAway() {
        transport.refuse().answer(503, "{}");

        FakeClient client = relay(whole());

        assertThat(client.status()).isEqualTo(503);
        assertThat(client.headers()).containsKey("Retry-After");
        assertThat(error(client).path("code").asString()).isEqualTo("providers_unavailable");
        assertThat(error(client).path("message").asString()).contains("first/a", "second/b");
    }

    @Test
    void answers502WhenTargetsFailInDifferentWays() {
        transport.answer(429, "{}").answer(500, "{}");

        FakeClient client = relay(whole());

        assertThat(client.status()).isEqualTo(502);
        assertThat(error(client).path("code").asString()).isEqualTo("all_providers_failed");
    }

    @Test
    void releasesNoAnswerThatCannotBeRecorded() {
        transport.answer(200, ANSWER);
        records.goAway();

        FakeClient client = relay(whole());

        assertThat(client.status()).isEqualTo(503);
        assertThat(error(client).path("code").asString()).isEqualTo("storage_unavailable");
    }

    @Test
    void endsAStreamWithoutDoneWhenItCannotBeRecorded() {
        transport.answer(200, sse(ROLE, HELLO, STOP, "[DONE]"));
        records.goAway();

        FakeClient client = relay(streamed(false));

        assertThat(client.sent()).doesNotContain("[DONE]");
        assertThat(client.sent().getLast()).contains("storage_unavailable");
    }

    @Test
    void refusesAMistypedKeyWithoutALookUp() {
        FakeClient client = new FakeClient();
        relayOver(transport).relay(callWith(key.mistyped(), JsonText.of(whole())), client);

        assertThat(client.status()).isEqualTo(401);
        assertThat(error(client).path("code").asString()).isEqualTo("invalid_api_key");
        assertThat(records.kept()).isEmpty();
        assertThat(observer.finished).isEqualTo(1);
    }

    @Test
    void recordsARefusedRequestOfAKnownKey() {
        FakeClient client = relay("{\"model\":\"a\"}");

        assertThat(client.status()).isEqualTo(400);
        assertThat(onlyRecord().errorCode()).isEqualTo("missing_field");
        assertThat(onlyRecord().attempts()).isZero();
    }

    @Test
    void stopsTryingWhenTheDeadlineHasPassed() {
        transport.refuse();
        FakeTransport slow = new FakeTransport().refuse();
        RelaySettings settings = new RelaySettings(Duration.ZERO, 1000, 1000, Duration.ofSeconds(15));

        FakeClient client = new FakeClient();
        Call call = call(whole());
        time.pass(Duration.ofSeconds(1));
        relay(slow, settings).relay(call, client);

        assertThat(slow.asked()).containsExactly("first/a");
        assertThat(client.status()).isEqualTo(503);
    }

    @Test
    void refusesAnAnswerLargerThanTheLimit() {
        FakeTransport large = new FakeTransport().answer(200, ANSWER).answer(200, ANSWER);

        FakeClient client = new FakeClient();
        relay(large, new RelaySettings(Duration.ofMinutes(10), 100, 1000, Duration.ofSeconds(15)))
                .relay(call(whole()), client);

        assertThat(client.status()).isEqualTo(502);
        assertThat(large.aborted()).isEqualTo(2);
    }

    private FakeClient relay(String body) {
        return relay(body, new FakeClient());
    }

    private FakeClient relay(String body, FakeClient client) {
        relayOver(transport).relay(call(body), client);
        return client;
    }

    private Relay relayOver(FakeTransport over) {
        return relay(over, RelaySettings.DEFAULTS);
    }

    private Relay relay(FakeTransport over, RelaySettings settings) {
        Grants grants = hash -> grant != null && hash.equals(KeyText.hashOf(key.text()))
                ? new Grants.Lookup.Found(grant)
                : new Grants.Lookup.Unknown();
        return new Relay(
                new Gate(grants, time),
                RelayTest::platform,
                new Upstreams(over, files, health, time, settings),
                new Accounting(limits, reservations, records),
                body -> {},
                observer,
                timers);
    }

    private Call call(String body) {
        return callWith(key.text(), JsonText.of(body));
    }

    private Call callWith(String keyText, JsonText body) {
        return call(new Caller.Bearer(keyText, "127.0.0.1", null, null), body);
    }

    private Call call(Caller caller, JsonText body) {
        return new Call(
                "req_1",
                Endpoint.CHAT_COMPLETIONS,
                caller,
                null,
                () -> new RequestBody.Read.Complete(body),
                time.nanos());
    }

    private UsageRecord onlyRecord() {
        assertThat(records.kept()).hasSize(1);
        return records.kept().getFirst().record();
    }

    private static JsonNode error(FakeClient client) {
        return Json.MAPPER.readTree(client.sent().getLast()).path("error");
    }

    private static String whole() {
        return "{\"model\":\"qnp/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private static String streamed(boolean includeUsage) {
        return "{\"model\":\"qnp/auto\",\"stream\":true,\"stream_options\":{\"include_usage\":" + includeUsage
                + "},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private static String chunk(String delta, @Nullable String finishReason) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{"
                + "\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                + (finishReason == null ? "null" : "\"" + finishReason + "\"") + "}]}";
    }

    private static String sse(String... data) {
        StringBuilder events = new StringBuilder();
        for (String event : data) {
            events.append("data: ").append(event).append("\n\n");
        }
        return events.toString();
    }

    private static Grant grant(List<ChainStep> chain) {
        return new Grant(
                "key-1",
                "account-1",
                false,
                chain,
                Map.of(),
                EnumSet.allOf(Permission.class),
                List.of(),
                List.of(),
                null,
                null);
    }

    private static Platform platform() {
        TokenPrices prices = TokenPrices.of(new BigDecimal("1"), new BigDecimal("2"));
        Model priced = new Model(
                "first", "a", Model.Mode.CHAT, null, null, Set.of(), Map.of(), new Prices(prices, List.of()), null);
        return new Platform(
                List.of(provider("first"), provider("second")), new Catalogue("2026-01-01", List.of(priced), Map.of()));
    }

    private static PlatformProvider provider(String id) {
        URI baseUrl = URI.create("http://" + id + ".test/v1");
        Provider provider = CompatibleProvider.custom(id, baseUrl);
        return new PlatformProvider(
                provider,
                new Credential(Credential.PLATFORM, id, Secret.of("platform-secret-of-this-test"), baseUrl),
                List.of());
    }

    private static final class CountingObserver implements Observer {
        private int finished;

        @Override
        public void started() {}

        @Override
        public void finished(Outcome outcome) {
            finished++;
        }
    }
}
