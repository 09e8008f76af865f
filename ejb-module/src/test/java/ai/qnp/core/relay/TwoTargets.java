package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.health.Healths;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A relay over fakes, for a key whose chain has two targets: {@code first/a}, which has a price, and {@code second/b}. */
final class TwoTargets {
    final FakeTime time = new FakeTime();
    final TargetHealth health = Healths.fresh();
    final FakeTransport transport = new FakeTransport();
    private final FakeFiles files = new FakeFiles();
    private final FakeTimers timers = new FakeTimers();
    final FakeUsageRecords records = new FakeUsageRecords();
    private final FakeLimits limits = new FakeLimits();
    private final FakeReservations reservations = new FakeReservations();
    final FakeObserver observer = new FakeObserver();
    final Key key = Key.wellFormed();
    final Grant grant = new Grant(
            "key-1",
            "account-1",
            Scope.ANY,
            List.of(
                    new ChainStep("first", List.of("a"), Credential.PLATFORM),
                    new ChainStep("second", List.of("b"), Credential.PLATFORM)),
            Map.of(),
            Spending.UNLIMITED);

    FakeClient relay(String body) {
        return relay(body, new FakeClient());
    }

    FakeClient relay(String body, FakeClient client) {
        relayOver(transport).relay(call(body), client);
        return client;
    }

    Relay relayOver(FakeTransport over) {
        return relay(over, RelaySettings.DEFAULTS);
    }

    Relay relay(FakeTransport over, RelaySettings settings) {
        Grants grants = hash ->
                hash.equals(KeyText.hashOf(key.text())) ? new Grants.Lookup.Found(grant) : new Grants.Lookup.Unknown();
        return new Relay(
                new Gate(grants, time),
                TwoTargets::platform,
                new Upstreams(over, files, health, time, settings),
                new Accounting(limits, reservations, records),
                body -> {},
                observer,
                timers);
    }

    Call call(String body) {
        return key.chat(body, time);
    }

    Call call(Caller caller, JsonText body) {
        return new Call(
                "req_1",
                Endpoint.CHAT_COMPLETIONS,
                caller,
                null,
                () -> new RequestBody.Read.Complete(body),
                time.nanos());
    }

    /** The record of the only request. */
    UsageRecord onlyRecord() {
        assertThat(records.kept()).hasSize(1);
        return records.kept().getFirst().record();
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
}
