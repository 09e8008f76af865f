package ai.qnp.ee.gateway;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.relay.RelaySettings;
import ai.qnp.ee.files.FileSettings;
import ai.qnp.ee.settings.AccessSettingNames;
import ai.qnp.ee.settings.RequestSettingNames;
import ai.qnp.ee.settings.ServerSettingNames;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.settings.UpstreamSettingNames;
import ai.qnp.ee.upstream.UpstreamSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The gateway's settings as its parts take them. */
@ApplicationScoped
public class GatewaySettings {
    /** The server cuts off what runs after thirty seconds; before that, clients have to be told and records kept. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(28);

    private final SettingValues values;

    /** The server's settings. */
    public GatewaySettings() {
        this(ConfigProvider.getConfig());
    }

    /** Settings from elsewhere. */
    public GatewaySettings(Config config) {
        this.values = SettingValues.of(config);
    }

    /** Bounds of a request. */
    public RelaySettings relay() {
        return new RelaySettings(
                values.get(RequestSettingNames.REQUEST_TIMEOUT),
                values.get(UpstreamSettingNames.MAX_ANSWER_BYTES),
                values.get(UpstreamSettingNames.MAX_ERROR_BYTES),
                values.get(RequestSettingNames.KEEP_ALIVE));
    }

    /** How long requests may go on when the server is told to stop. */
    public Duration drain() {
        Duration wished = values.get(ServerSettingNames.DRAIN);
        return wished.compareTo(LONGEST_DRAIN) > 0 ? LONGEST_DRAIN : wished;
    }

    /** Bounds of upstream calls. */
    public UpstreamSettings upstream() {
        return new UpstreamSettings(
                values.get(RequestSettingNames.CONNECT_TIMEOUT),
                values.get(RequestSettingNames.IDLE_TIMEOUT),
                values.get(UpstreamSettingNames.MAX_CONNECTIONS));
    }

    /** Until an answer begins. */
    public Duration firstByteTimeout() {
        return values.get(RequestSettingNames.FIRST_BYTE_TIMEOUT);
    }

    /** Where accounts may send this server. */
    public ReachableAddresses accountServers() {
        return new ReachableAddresses(
                Objects.requireNonNullElse(values.orNull(AccessSettingNames.ACCOUNT_ADDRESSES), List.of()));
    }

    /** Bounds of fetching files that requests point to. */
    public FileSettings files() {
        return new FileSettings(
                values.get(UpstreamSettingNames.MAX_FILE_BYTES),
                values.get(UpstreamSettingNames.FILE_TIMEOUT),
                Objects.requireNonNullElse(values.orNull(UpstreamSettingNames.FILE_ADDRESSES), List.of()));
    }

    /** Whether providers are asked for their models. */
    public boolean listsModels() {
        return values.get(UpstreamSettingNames.LIST_MODELS);
    }

    /** How often providers are probed; zero for never. */
    public Duration probeInterval() {
        return values.get(UpstreamSettingNames.PROBE_INTERVAL);
    }

    /** The largest request body. */
    public long maxRequestBytes() {
        return values.get(ServerSettingNames.MAX_REQUEST_BYTES);
    }

    /** Who may set {@code X-Forwarded-For}. */
    public List<AddressRange> trustedProxies() {
        return Objects.requireNonNullElse(values.orNull(AccessSettingNames.TRUSTED_PROXIES), List.of());
    }
}
