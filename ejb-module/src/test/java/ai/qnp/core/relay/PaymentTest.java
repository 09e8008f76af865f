package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.health.Healths;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.ExcessTokens;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request pays, and is counted for. Model {@code a} costs 1 USD for a million tokens in, 2 for a million out. */
class PaymentTest {
    private static final String WALLET = "wallet:account-1";
    private static final String BUDGET = "budget:key-1:total";
    private static final String ANSWER = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150}}""";

    private final FakeTime time = new FakeTime();
    private final FakeTransport transport = new FakeTransport();
    private final FakeUsageRecords records = new FakeUsageRecords();
    private final FakeLimits limits = new FakeLimits();
    private final FakeReservations reservations = new FakeReservations();
    private final ExcessTokens excess = new ExcessTokens();
    private final Key key = Key.wellFormed();

    @Test
    void takesTheCostFromCreditsAndGivesTheRestOfTheReservationBack() {
        reservations.with(WALLET, "1");
        transport.answer(200, ANSWER);

        FakeClient client = ask(paying(null), "a");

        assertThat(client.status()).isEqualTo(200);
        assertThat(reservations.left(WALLET)).isEqualByComparingTo("0.9998");
        assertThat(reservations.reserved(WALLET)).isZero();
        assertThat(onlyOutcome().charge())
                .isEqualTo(new Charge(new Charge.Payer(true, null), new BigDecimal("0.000200000000")));
    }

    @Test
    void reservesBeforeTheProviderIsAsked() {
        reservations.with(WALLET, "1");
        transport.answer(200, ANSWER).whenAsked(() -> {
            assertThat(reservations.reserved(WALLET)).isGreaterThan(new BigDecimal("0.002"));
            assertThat(records.noted()).hasSize(1);
        });

        assertThat(ask(paying(null), "a").status()).isEqualTo(200);
    }

    @Test
    void lowersTheCapToWhatIsAffordableAndSaysSo() {
        reservations.with(WALLET, "0.0007");
        transport.answer(200, ANSWER);

        FakeClient client = ask(paying(null), "a");

        long cap = Long.parseLong(client.headers().get("x-qnp-max-tokens"));
        assertThat(cap).isBetween(16L, 350L);
        assertThat(Json.MAPPER
                        .readTree(transport.bodies().getFirst())
                        .path("max_tokens")
                        .asLong())
                .isEqualTo(cap);
    }

    @Test
    void refusesWhenNothingIsLeftAndAsksNobody() {
        FakeClient client = ask(paying(null), "a");

        assertThat(client.status()).isEqualTo(402);
        assertThat(code(client)).isEqualTo("insufficient_credits");
        assertThat(transport.asked()).isEmpty();
        assertThat(onlyOutcome().charge()).isNull();
        assertThat(onlyOutcome().record().cost()).isZero();
    }

    @Test
    void saysLaterAndNotNeverWhileRunningRequestsHoldTheRest() {
        reservations.with(WALLET, "0.01").hold(WALLET, "0.01");

        FakeClient client = ask(paying(null), "a");

        assertThat(client.status()).isEqualTo(429);
        assertThat(code(client)).isEqualTo("funds_reserved");
        assertThat(client.headers()).containsKey("Retry-After");
    }

    @Test
    void aBudgetBindsTheOperatorsOwnKeysAndItsCreditsAreNotTouched() {
        reservations.with(BUDGET, "0.0002");
        transport.answer(200, ANSWER);

        assertThat(ask(operators(budget("0.0002")), "a").status()).isEqualTo(200);

        assertThat(reservations.left(BUDGET)).isZero();
        FakeClient second = ask(operators(budget("0.0002")), "a");
        assertThat(second.status()).isEqualTo(402);
        assertThat(code(second)).isEqualTo("budget_exceeded");
        assertThat(records.kept().getFirst().charge())
                .isEqualTo(new Charge(new Charge.Payer(false, BUDGET), new BigDecimal("0.000200000000")));
    }

    @Test
    void aModelWithoutAPriceIsNotFree() {
        reservations.with(WALLET, "1").with(BUDGET, "1");

        assertThat(code(ask(paying(null), "unpriced"))).isEqualTo("model_unpriced");
        assertThat(code(ask(operators(budget("1")), "unpriced"))).isEqualTo("model_unpriced");
        transport.answer(200, ANSWER);
        assertThat(ask(operators(null), "unpriced").status()).isEqualTo(200);
        assertThat(records.kept().getLast().record().cost()).isNull();
    }

    @Test
    void aFailedRequestGivesItsReservationBack() {
        reservations.with(WALLET, "1");
        transport.answer(500, "{}");

        assertThat(ask(paying(null), "a").status()).isEqualTo(502);

        assertThat(reservations.left(WALLET)).isEqualByComparingTo("1");
        assertThat(reservations.reserved(WALLET)).isZero();
    }

    @Test
    void aTargetThatCannotBePaidIsPassedOverForOneThatCan() {
        reservations.with(BUDGET, "1");
        transport.answer(200, ANSWER);
        Grant both = grant(
                false,
                List.of(
                        new ChainStep("first", List.of("unpriced"), Credential.PLATFORM),
                        new ChainStep("first", List.of("a"), Credential.PLATFORM)),
                budget("1"),
                List.of());

        FakeClient client = ask(both, "qnp/auto");

        assertThat(client.status()).isEqualTo(200);
        assertThat(client.headers()).containsEntry("x-qnp-model", "a");
        assertThat(onlyOutcome().plan().getFirst().reason()).isEqualTo("the model has no known price");
    }

    @Test
    void aClientThatLeavesPaysForWhatCame() {
        reservations.with(WALLET, "1");
        transport.answer(200, """
                data: {"choices":[{"index":0,"delta":{"content":"12345678"}}]}

                data: {"choices":[{"index":0,"delta":{"content":"1234"}}]}

                """);
        FakeClient leaving = FakeClient.leavingAfter(1);

        ask(paying(null), "a\",\"stream\":true,\"x\":\"", leaving);

        assertThat(onlyOutcome().record().clientClosed()).isTrue();
        assertThat(reservations.left(WALLET)).isEqualByComparingTo("0.999993");
        assertThat(reservations.reserved(WALLET)).isZero();
    }

    @Test
    void whatAVendorUsedBeyondItsBoundIsReservedTheNextTime() {
        reservations.with(WALLET, "1");
        transport.answer(200, ANSWER.replace("\"prompt_tokens\":100", "\"prompt_tokens\":9000"));
        transport.answer(200, ANSWER);
        List<BigDecimal> reserved = new ArrayList<>();
        transport.whenAsked(() -> reserved.add(reservations.reserved(WALLET)));

        ask(paying(null), "a");
        ask(paying(null), "a");

        assertThat(reserved.getFirst()).isLessThan(new BigDecimal("0.003"));
        assertThat(reserved.getLast()).isGreaterThan(new BigDecimal("0.010"));
    }

    @Test
    void whileTheStoreIsAwayARequestThatMustBePaidIsRefused() {
        reservations.goAway();

        FakeClient client = ask(paying(null), "a");

        assertThat(client.status()).isEqualTo(503);
        assertThat(code(client)).isEqualTo("storage_unavailable");
    }

    @Test
    void countsARequestAndTellsWhatIsLeft() {
        transport.answer(200, ANSWER);
        Quota minute = new Quota("rpm", Quota.Kind.REQUESTS_PER_MINUTE, 3);
        Quota tokens = new Quota("tpm", Quota.Kind.TOKENS_PER_MINUTE, 5_000);

        FakeClient client = ask(limited(minute, tokens), "a");

        assertThat(client.headers())
                .containsEntry("x-ratelimit-limit-requests", "3")
                .containsEntry("x-ratelimit-remaining-requests", "2")
                .containsEntry("x-ratelimit-reset-requests", "1m0s")
                .containsEntry("x-ratelimit-limit-tokens", "5000");
        assertThat(limits.used("tpm")).as("corrected to what was used").isEqualTo(150);
    }

    @Test
    void aRequestBeyondALimitIsRefusedAndUsesNothing() {
        Quota none = new Quota("rpm", Quota.Kind.REQUESTS_PER_MINUTE, 0);

        FakeClient client = ask(limited(none), "a");

        assertThat(client.status()).isEqualTo(429);
        assertThat(code(client)).isEqualTo("rpm_exceeded");
        assertThat(client.headers())
                .containsEntry("Retry-After", "30")
                .containsEntry("x-ratelimit-remaining-requests", "0");
        assertThat(onlyOutcome().record().errorCode()).isEqualTo("rpm_exceeded");
    }

    @Test
    void aRequestThatCannotBePaidUsesNoLimit() {
        Quota minute = new Quota("rpm", Quota.Kind.REQUESTS_PER_MINUTE, 3);
        Grant poor = grant(true, chain(), null, List.of(minute));

        assertThat(ask(poor, "a").status()).isEqualTo(402);
        assertThat(limits.used("rpm")).isZero();
    }

    private FakeClient ask(Grant grant, String model) {
        return ask(grant, model, new FakeClient());
    }

    private FakeClient ask(Grant grant, String model, FakeClient client) {
        Relay relay = new Relay(
                new Gate(hash -> new Grants.Lookup.Found(grant), time),
                PaymentTest::platform,
                new Upstreams(transport, new FakeFiles(), Healths.fresh(), time, RelaySettings.DEFAULTS),
                new Accounting(limits, reservations, records, excess),
                body -> {},
                new FakeObserver(),
                new FakeTimers());
        relay.relay(key.chat(request(model), time), client);
        return client;
    }

    private static String request(String model) {
        return "{\"model\":\"" + model
                + "\",\"max_tokens\":1000,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private Outcome onlyOutcome() {
        assertThat(records.kept()).hasSize(1);
        return records.kept().getFirst();
    }

    private static String code(FakeClient client) {
        return Json.MAPPER
                .readTree(client.sent().getLast())
                .path("error")
                .path("code")
                .asString();
    }

    private static Grant paying(@Nullable Budget budget) {
        return grant(true, chain(), budget, List.of());
    }

    private static Grant operators(@Nullable Budget budget) {
        return grant(false, chain(), budget, List.of());
    }

    private static Grant limited(Quota... quotas) {
        return grant(false, chain(), null, List.of(quotas));
    }

    private static List<ChainStep> chain() {
        return List.of(new ChainStep("first", List.of("a", "unpriced"), Credential.PLATFORM));
    }

    private static Budget budget(String amount) {
        return new Budget(new BigDecimal(amount), Budget.Period.TOTAL);
    }

    private static Grant grant(
            boolean paysFromCredits, List<ChainStep> chain, @Nullable Budget budget, List<Quota> quotas) {
        return new Grant(
                "key-1", "account-1", Scope.ANY, chain, Map.of(), new Spending(paysFromCredits, budget, quotas));
    }

    private static Platform platform() {
        TokenPrices prices = TokenPrices.of(BigDecimal.ONE, BigDecimal.TWO);
        Model priced = new Model(
                "first",
                "a",
                Model.Mode.CHAT,
                100_000L,
                4_000L,
                Set.of("text"),
                Map.of(),
                new Prices(prices, List.of()),
                null);
        URI address = URI.create("http://first.test");
        return new Platform(
                List.of(new PlatformProvider(
                        CompatibleProvider.custom("first", address),
                        new Credential(Credential.PLATFORM, "first", Secret.of("sk-first"), address),
                        List.of())),
                new Catalogue("2026-01-01", List.of(priced), Map.of()));
    }
}
