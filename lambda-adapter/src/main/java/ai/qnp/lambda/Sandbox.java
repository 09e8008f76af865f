package ai.qnp.lambda;

import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.relay.BrowserAccess;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.RelaySettings;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Upstreams;
import ai.qnp.ee.bodies.BackgroundRequestBodies;
import ai.qnp.ee.bodies.BodyStore;
import ai.qnp.ee.bodies.LostBodies;
import ai.qnp.ee.files.PublicFiles;
import ai.qnp.ee.gateway.ScheduledTimers;
import ai.qnp.ee.gateway.SystemTime;
import ai.qnp.ee.health.BoundedHealth;
import ai.qnp.ee.health.ProviderRules;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.LocalTransactions;
import ai.qnp.ee.persistence.StoredPrices;
import ai.qnp.ee.persistence.StoredSage;
import ai.qnp.ee.persistence.StoredSites;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.platform.DefaultSage;
import ai.qnp.ee.platform.ShippedCatalogue;
import ai.qnp.ee.upstream.CallRules;
import ai.qnp.ee.vault.VaultCredentials;
import ai.qnp.lambda.upstream.Deadline;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything that lives as long as Lambda keeps this process, put together by hand. The same relay and the same store as
 * on a server; only the transport and the front door are others.
 */
final class Sandbox implements AutoCloseable {
    /** One request at a time has one body. */
    private static final long WAITING_BODIES = 2 << 20;

    private static final Duration BODY_WAIT = Duration.ofSeconds(1);
    private static final long AWAKE_NANOS = Duration.ofSeconds(15).toNanos();

    private final FunctionSettings settings;
    private final Time time = new SystemTime();
    private final ConfiguredPlatform platform;
    private final StoredPrices prices;
    private final OpenedStorage storage;
    private final BackgroundRequestBodies bodies;
    private final Gate gate;
    private final BrowserAccess browsers;
    private final ProviderWays providers;
    private final PublicFiles files;
    private final ScheduledTimers timers =
            ScheduledTimers.on(Thread.ofPlatform().daemon().name("clock").factory());
    private final TargetHealth health;
    private final SandboxAccounting accounting;
    private long lastUsedAt = System.nanoTime();

    private Sandbox(
            FunctionSettings settings,
            ConfiguredPlatform platform,
            StoredPrices prices,
            ProviderRules breakers,
            CallRules rules,
            OpenedStorage storage) {
        this.settings = settings;
        this.platform = platform;
        this.prices = prices;
        this.storage = storage;
        LocalTransactions transactions = storage.transactions();
        Grants grants = new JpaGrants(
                transactions,
                new VaultCredentials(storage.vault()),
                platform,
                settings.billing(),
                settings.freeTier(),
                Duration.ofSeconds(1),
                Ticker.systemTicker());
        this.gate = new Gate(grants, time);
        InstantSource instants = InstantSource.system();
        this.browsers = new BrowserAccess(grants, new StoredSites(transactions, instants, Ticker.systemTicker()));
        this.accounting = new SandboxAccounting(transactions, settings.waitForFunds(), instants);
        this.bodies = new BackgroundRequestBodies(
                new BodyStore(transactions, storage.vault(), instants)::store,
                Thread.ofPlatform().daemon().name("request-bodies").factory(),
                WAITING_BODIES,
                new LostBodies(lost -> {}, System::nanoTime));
        this.providers = new ProviderWays(settings, rules, time, timers);
        this.files = new PublicFiles(settings.files());
        this.health = BoundedHealth.by(breakers);
    }

    /**
     * Makes everything ready, the database's schema included.
     *
     * @param longestAnswer in bytes, what can be handed over whole
     */
    static Sandbox open(Map<String, String> environment, int longestAnswer) throws NotReady {
        EnvironmentConfig config = new EnvironmentConfig(environment);
        FunctionSettings settings = FunctionSettings.read(config, longestAnswer);
        OpenedStorage storage = OpenedStorage.open(settings);
        try {
            return over(storage, config, settings);
        } catch (RuntimeException away) {
            storage.close();
            throw NotReady.storageAway(away);
        }
    }

    private static Sandbox over(OpenedStorage storage, EnvironmentConfig config, FunctionSettings settings) {
        StoredSage sage = new StoredSage(storage.transactions(), DefaultSage.table(), Ticker.systemTicker());
        StoredPrices prices = new StoredPrices(storage.transactions(), ShippedCatalogue.json(), InstantSource.system());
        Sandbox sandbox = new Sandbox(
                settings,
                new ConfiguredPlatform(config, sage, prices),
                prices,
                new ProviderRules(config),
                new CallRules(config),
                storage);
        sandbox.accounting.enter();
        return sandbox;
    }

    /** Between two events Lambda may freeze the process: after a while others take it for dead, and it looks for them. */
    void wake() {
        if (System.nanoTime() - lastUsedAt > AWAKE_NANOS) {
            accounting.tick();
        }
        lastUsedAt = System.nanoTime();
    }

    /** Leaves nothing in the hands of a process that may be frozen for ever. */
    void rest() {
        bodies.catchUp(BODY_WAIT);
        accounting.giveBackAll();
        lastUsedAt = System.nanoTime();
    }

    /** The front door for one invocation, which ends everything by the deadline, or when its client hangs up. */
    FrontDoor frontDoor(Deadline deadline, HangUp hangUp) {
        // nothing runs here between two invocations
        prices.refresh();
        RelaySettings bounds = settings.relay();
        boolean endsEarlier = deadline.remaining().compareTo(bounds.deadline()) < 0;
        Relay relay = new Relay(
                gate,
                platform,
                new Upstreams(
                        hangUp.endsWhatComesBy(providers.until(deadline)),
                        files,
                        health,
                        time,
                        endsEarlier ? bounds.within(deadline.remaining()) : bounds),
                accounting.forRelay(),
                bodies,
                new FailureLog(),
                timers);
        return new FrontDoor(
                relay, gate, browsers, platform, time, settings.maxRequestBytes(), settings.trustedProxies());
    }

    Time time() {
        return time;
    }

    /** Lets go of everything, for tests: Lambda just ends the process. */
    @Override
    public void close() {
        accounting.close();
        bodies.close();
        storage.close();
        providers.close();
        files.close();
        timers.scheduler().shutdownNow();
    }
}
