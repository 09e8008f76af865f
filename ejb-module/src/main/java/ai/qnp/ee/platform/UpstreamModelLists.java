package ai.qnp.ee.platform;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.upstream.RestClientTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Asks providers which models they have. Those that the catalogue knows nothing about (an Ollama, a vLLM) can't be used
 * well before; the others may have newer models than the catalogue. One that does not answer is asked again later.
 */
public final class UpstreamModelLists {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MAX_LIST_BYTES = 4 << 20;

    private final ConfiguredPlatform platform;
    private final RestClientTransport transport;
    private final boolean asksVendors;

    /**
     * Asks over that transport and tells that platform.
     *
     * @param asksVendors whether providers that the catalogue knows are asked, too
     */
    public UpstreamModelLists(ConfiguredPlatform platform, RestClientTransport transport, boolean asksVendors) {
        this.platform = platform;
        this.transport = transport;
        this.asksVendors = asksVendors;
    }

    /** Asks every provider whose models nobody has listed yet. */
    public void refresh() {
        ask(provider -> provider.listedModels().isEmpty() && !isInCatalogue(provider));
    }

    /** Asks every provider that the catalogue knows. */
    public void refreshVendors() {
        if (asksVendors) {
            ask(this::isInCatalogue);
        }
    }

    private boolean isInCatalogue(PlatformProvider provider) {
        return !platform.get().catalogue().modelsOf(provider.id()).isEmpty();
    }

    private void ask(Predicate<PlatformProvider> wanted) {
        for (PlatformProvider provider : platform.get().providers()) {
            Credential credential = provider.credential();
            ModelListing listing = provider.provider().modelListing();
            if (credential != null && listing != null && wanted.test(provider)) {
                List<String> models = ask(provider, credential, listing);
                if (!models.isEmpty()) {
                    platform.listed(provider.id(), models);
                }
            }
        }
    }

    private List<String> ask(PlatformProvider provider, Credential credential, ModelListing listing) {
        return switch (transport.fetch(provider.provider().profile(), credential, listing.path(), LIMIT)) {
            case Opened.NoAnswer noAnswer -> List.of();
            case Opened.Answering(Exchange exchange) -> read(exchange, listing);
        };
    }

    private static List<String> read(Exchange exchange, ModelListing listing) {
        try {
            byte[] body = exchange.body().readNBytes(MAX_LIST_BYTES);
            return exchange.status() == 200 ? listing.read(JsonText.of(body)) : List.of();
        } catch (IOException brokenOff) {
            return List.of();
        } finally {
            exchange.abort();
        }
    }
}
