package ai.qnp.ee.gateway;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.relay.RelaySettings;
import ai.qnp.ee.upstream.UpstreamSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The gateway's settings with their defaults, read once at start. docs/configuration.md lists them. */
@ApplicationScoped
public class GatewaySettings {
    private static final long MAX_REQUEST_BYTES = 33_554_432;

    private final Config config;

    /** The server's settings. */
    public GatewaySettings() {
        this(ConfigProvider.getConfig());
    }

    /** Settings from elsewhere. */
    public GatewaySettings(Config config) {
        this.config = config;
    }

    /** Bounds of a request: {@code qnp.timeout.request-ms}, {@code qnp.upstream.max-answer-bytes}, {@code …max-error-bytes}. */
    public RelaySettings relay() {
        RelaySettings defaults = RelaySettings.DEFAULTS;
        return new RelaySettings(
                millis("qnp.timeout.request-ms", defaults.deadline()),
                value("qnp.upstream.max-answer-bytes", Integer.class, defaults.maxAnswerBytes()),
                value("qnp.upstream.max-error-bytes", Integer.class, defaults.maxErrorBytes()));
    }

    /** Bounds of upstream calls: {@code qnp.timeout.connect-ms}, {@code qnp.timeout.idle-ms}, {@code …max-connections}. */
    public UpstreamSettings upstream() {
        UpstreamSettings defaults = UpstreamSettings.DEFAULTS;
        return new UpstreamSettings(
                millis("qnp.timeout.connect-ms", defaults.connectTimeout()),
                millis("qnp.timeout.idle-ms", defaults.idleTimeout()),
                value("qnp.upstream.max-connections", Integer.class, defaults.maxConnections()));
    }

    /** The largest request body, {@code QNP_MAX_REQUEST_BYTES}. */
    public long maxRequestBytes() {
        return value("QNP_MAX_REQUEST_BYTES", Long.class, MAX_REQUEST_BYTES);
    }

    /** Who may set {@code X-Forwarded-For}, {@code QNP_TRUSTED_PROXIES}. */
    public List<AddressRange> trustedProxies() {
        return Arrays.stream(value("QNP_TRUSTED_PROXIES", String.class, "").split(",", -1))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .map(AddressRange::parse)
                .toList();
    }

    private Duration millis(String name, Duration otherwise) {
        return Duration.ofMillis(value(name, Long.class, otherwise.toMillis()));
    }

    private <T> T value(String name, Class<T> type, T otherwise) {
        return config.getOptionalValue(name, type).orElse(otherwise);
    }
}
