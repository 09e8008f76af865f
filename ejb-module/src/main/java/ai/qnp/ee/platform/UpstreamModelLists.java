package ai.qnp.ee.platform;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.upstream.RestClientTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks providers that the catalogue knows nothing about (an Ollama, a vLLM) which models they have, by OpenAI's
 * {@code GET /models}. An upstream that does not answer is asked again later.
 */
public final class UpstreamModelLists {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int MAX_LIST_BYTES = 4 << 20;

    private final ConfiguredPlatform platform;
    private final RestClientTransport transport;

    /** Asks over that transport and tells that platform. */
    public UpstreamModelLists(ConfiguredPlatform platform, RestClientTransport transport) {
        this.platform = platform;
        this.transport = transport;
    }

    /** Asks every provider whose models nobody has listed yet. */
    public void refresh() {
        for (PlatformProvider provider : platform.get().providers()) {
            if (isUnknown(provider)) {
                List<String> models = ask(provider);
                if (!models.isEmpty()) {
                    platform.listed(provider.id(), models);
                }
            }
        }
    }

    private boolean isUnknown(PlatformProvider provider) {
        return provider.credential() != null
                && provider.listedModels().isEmpty()
                && platform.get().catalogue().modelsOf(provider.id()).isEmpty();
    }

    private List<String> ask(PlatformProvider provider) {
        Credential credential = Objects.requireNonNull(provider.credential());
        return switch (transport.fetch(provider.provider().profile(), credential, "/models", LIMIT)) {
            case Opened.NoAnswer noAnswer -> List.of();
            case Opened.Answering(Exchange exchange) -> read(exchange);
        };
    }

    private static List<String> read(Exchange exchange) {
        List<String> models = new ArrayList<>();
        try {
            byte[] body = exchange.body().readNBytes(MAX_LIST_BYTES);
            exchange.abort();
            JsonNode root = Json.MAPPER.readTree(body);
            root.path("data").forEach(model -> models.add(model.path("id").asString("")));
            models.removeIf(String::isEmpty);
        } catch (IOException | JacksonException unreadable) {
            exchange.abort();
        }
        return models;
    }
}
