package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.relay.RelayScripts.Act;
import ai.qnp.core.relay.RelayScripts.Script;
import ai.qnp.core.relay.RelayScripts.Verdict;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One request of a script, and what must be true of it. */
final class RelayRun {
    private static final Pattern SAID = Pattern.compile("said-by-(\\d)");

    private final Key key = Key.wellFormed();
    private final FakeTime time = new FakeTime();
    private final Script script;
    private final ObservingClient client;
    private final PlayedTransport transport;
    private final RefusingStore store;
    private final CountingObserver observer = new CountingObserver();
    private final List<ChainStep> chain = new ArrayList<>();
    private final List<PlatformProvider> providers = new ArrayList<>();

    RelayRun(Script script, ObservingClient client) {
        this.script = script;
        this.client = client;
        Map<String, UpstreamPlay> plays = new HashMap<>();
        for (int number = 0; number < script.acts().size(); number++) {
            String id = "t" + number;
            plays.put(id, script.acts().get(number).play());
            chain.add(new ChainStep(id, List.of("m"), Credential.PLATFORM));
            providers.add(provider(id));
        }
        this.transport = new PlayedTransport(plays, time, script.largestRead());
        this.store = new RefusingStore(script.storeRefuses());
    }

    void over(TargetHealth health) {
        Grant grant = new Grant("key-1", "account-1", Scope.ANY, chain, Map.of(), Spending.UNLIMITED);
        Relay relay = new Relay(
                new Gate(hash -> new Grants.Lookup.Found(grant), time),
                () -> new Platform(providers, new Catalogue("1", List.of(), Map.of())),
                new Upstreams(transport, new FakeFiles(), health, time, RelaySettings.DEFAULTS),
                new Accounting(new FakeLimits(), new FakeReservations(), store),
                body -> {},
                observer,
                new FakeTimers());
        relay.relay(call(), client);
    }

    private Call call() {
        JsonText body = JsonText.of("{\"model\":\"qnp/auto\",\"stream\":" + script.stream()
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        return new Call(
                "req_1",
                Endpoint.CHAT_COMPLETIONS,
                new Caller.Bearer(key.text(), "127.0.0.1", null, null),
                null,
                () -> new RequestBody.Read.Complete(body),
                time.nanos());
    }

    private static PlatformProvider provider(String id) {
        URI baseUrl = URI.create("http://" + id + ".test/v1");
        return new PlatformProvider(
                CompatibleProvider.custom(id, baseUrl),
                new Credential(Credential.PLATFORM, id, Secret.of("platform-secret-of-this-test"), baseUrl),
                List.of());
    }

    List<String> asked() {
        return transport.asked;
    }

    void isOneAnswer() {
        assertThat(client.heads).as("heads").isEqualTo(1);
        Set<String> said = new HashSet<>();
        for (String body : client.bodies) {
            Matcher matcher = SAID.matcher(body);
            while (matcher.find()) {
                said.add(matcher.group(1));
            }
        }
        assertThat(said).as("targets whose content was seen").hasSizeLessThanOrEqualTo(1);
        long errors = client.bodies.stream()
                .filter(body -> body.startsWith("{\"error\""))
                .count();
        assertThat(errors).as("errors").isLessThanOrEqualTo(1);
        if (!client.left) {
            assertThat(client.gotError() != isFullAnswer())
                    .as("either a full answer or an error: %s", client.bodies)
                    .isTrue();
        }
    }

    private boolean isFullAnswer() {
        return client.streamed ? client.done : client.status == 200 && !client.left;
    }

    void isSettledOnce() {
        assertThat(observer.finished).as("outcomes").isEqualTo(1);
        assertThat(store.kept).hasSizeLessThanOrEqualTo(1);
        if (isFullAnswer()) {
            assertThat(store.kept).as("the record of a full answer").hasSize(1);
        }
    }

    void leavesNothingOpen() {
        assertThat(transport.exchanges)
                .allSatisfy(exchange ->
                        assertThat(exchange.aborted + exchange.finished).isPositive())
                .allSatisfy(exchange ->
                        assertThat(exchange.finished).as("given back").isLessThanOrEqualTo(1));
    }

    void askedThePlansPrefix() {
        assertThat(transport.asked)
                .isEqualTo(IntStream.range(0, transport.asked.size())
                        .mapToObj(number -> "t" + number)
                        .toList());
        assertThat(transport.asked).hasSize(expectedAttempts());
        assertThat(observer.last().record().attempts()).isEqualTo(transport.asked.size());
    }

    private int expectedAttempts() {
        List<Act> acts = script.acts();
        for (int number = 0; number < acts.size(); number++) {
            if (acts.get(number).verdict() != Verdict.FALLS_BACK) {
                return number + 1;
            }
        }
        return acts.size();
    }

    void endsAsTheModelSays() {
        if (client.left) {
            assertThat(client.done).isFalse();
            return;
        }
        Verdict last = script.acts().get(expectedAttempts() - 1).verdict();
        boolean keeps = !store.refuses;
        switch (last) {
            case FALLS_BACK -> assertThat(client.status).isIn(404, 429, 502, 503);
            case IS_THE_CALLERS_FAULT -> assertThat(client.status).isBetween(400, 422);
            case ANSWERS -> assertThat(isFullAnswer()).isEqualTo(keeps);
            case BREAKS_OFF -> {
                assertThat(client.status).isEqualTo(200);
                assertThat(client.gotError()).isTrue();
                assertThat(client.done).isFalse();
                assertThat(client.bodies).hasSizeGreaterThan(1);
            }
            case TAKES_ALL_THE_TIME -> assertThat(client.status).isIn(502, 503);
        }
    }

    private static final class RefusingStore implements UsageRecords {
        private final List<Outcome> kept = new ArrayList<>();
        private final boolean refuses;

        private RefusingStore(boolean refuses) {
            this.refuses = refuses;
        }

        @Override
        public Noted note(RequestIntent intent) {
            return () -> {};
        }

        @Override
        public void keep(Outcome outcome) throws StorageUnavailable {
            if (refuses) {
                throw new StorageUnavailable(new IllegalStateException("away"));
            }
            kept.add(outcome);
        }
    }

    private static final class CountingObserver implements Observer {
        private int finished;
        private final List<Outcome> outcomes = new ArrayList<>();

        @Override
        public void started() {}

        @Override
        public void finished(Outcome outcome) {
            finished++;
            outcomes.add(outcome);
        }

        private Outcome last() {
            return outcomes.getLast();
        }
    }
}
