package ai.qnp.ee.upstream;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** The Rest Clients, one for each base URL, built when it is first called and kept: building one is costly. */
final class UpstreamClients {
    private final Map<URI, UpstreamApi> byAddress = new ConcurrentHashMap<>();
    private final UpstreamSettings settings;

    UpstreamClients(UpstreamSettings settings) {
        this.settings = settings;
    }

    UpstreamApi at(URI address) {
        UpstreamApi known = byAddress.get(address);
        return known == null ? byAddress.computeIfAbsent(address, this::build) : known;
    }

    private UpstreamApi build(URI address) {
        return RestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // the default pool stalls at 50 running streams
                .property("resteasy.connectionPoolSize", settings.maxConnections())
                // a 4xx or 5xx is an answer for the translator to judge, not an exception
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(new OutgoingRequest())
                .build(UpstreamApi.class);
    }
}
