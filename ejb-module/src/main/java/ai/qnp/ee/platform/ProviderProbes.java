package ai.qnp.ee.platform;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.upstream.RestClientTransport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers whether they are there, by their lists of models, which cost nothing. What comes of it is shown and counts
 * for nothing else: a list tells neither that a model answers nor that it does not.
 */
public final class ProviderProbes {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MAX_ERROR_BYTES = 64 << 10;
    private static final int MULTIPLE_CHOICES = 300;

    private final ConfiguredPlatform platform;
    private final RestClientTransport transport;
    private final Time time;
    private final Map<String, Probed> last = new ConcurrentHashMap<>();

    /** Asks the providers of that platform over that transport. */
    public ProviderProbes(ConfiguredPlatform platform, RestClientTransport transport, Time time) {
        this.platform = platform;
        this.transport = transport;
        this.time = time;
    }

    /**
     * What came of a probe.
     *
     * @param failure null when the provider answered well
     */
    public record Probed(Instant at, @Nullable Failure failure) {}

    /** What came of a provider's latest probe; null before the first. */
    public @Nullable Probed of(String provider) {
        return last.get(provider);
    }

    /** Asks every provider that the platform has a credential for and that lists its models. */
    public void ask() {
        for (PlatformProvider provider : platform.get().providers()) {
            Credential credential = provider.credential();
            ModelListing listing = provider.provider().modelListing();
            if (credential != null && listing != null) {
                Failure failure = ask(provider, credential, listing);
                Secret key = credential.apiKey();
                last.put(
                        provider.id(),
                        new Probed(time.now(), failure == null || key == null ? failure : failure.without(key)));
            }
        }
    }

    private @Nullable Failure ask(PlatformProvider provider, Credential credential, ModelListing listing) {
        return judged(provider, transport.fetch(provider.provider().profile(), credential, listing.path(), LIMIT));
    }

    /** What speaks against a provider that was asked for its list, or null; the answer is not needed any more then. */
    static @Nullable Failure judged(PlatformProvider provider, Opened opened) {
        return switch (opened) {
            case Opened.NoAnswer(Failure failure) -> failure;
            case Opened.Answering(Exchange exchange) -> judged(provider, exchange);
        };
    }

    private static @Nullable Failure judged(PlatformProvider provider, Exchange exchange) {
        try {
            if (exchange.status() < MULTIPLE_CHOICES) {
                return null;
            }
            JsonText body = JsonText.of(exchange.body().readNBytes(MAX_ERROR_BYTES));
            return provider.provider().chat().classify(exchange.status(), exchange.headers(), body);
        } catch (IOException brokenOff) {
            return Failure.of(FailureClass.CUT_OFF, "the provider's answer broke off");
        } finally {
            exchange.abort();
        }
    }
}
