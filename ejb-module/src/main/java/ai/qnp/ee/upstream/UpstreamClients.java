package ai.qnp.ee.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * The Rest Clients, one for each base URL and its time-outs, built when it is first called and kept: building one is
 * costly.
 */
final class UpstreamClients {
    private final Map<Place, Client> byPlace = new ConcurrentHashMap<>();
    private final int maxConnections;

    UpstreamClients(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    private record Place(URI address, Duration connect) {}

    private record Client(UpstreamApi api, EngineConnections connections) {}

    UpstreamApi at(URI address, CallBounds bounds) {
        Place place = new Place(address, bounds.connect());
        Client known = byPlace.get(place);
        return (known == null ? byPlace.computeIfAbsent(place, this::build) : known).api();
    }

    void closeUnused() {
        byPlace.values().forEach(client -> client.connections().closeUnused());
    }

    private Client build(Place place) {
        UpstreamApi api = RestClientBuilder.newBuilder()
                .baseUri(place.address())
                .connectTimeout(place.connect().toMillis(), TimeUnit.MILLISECONDS)
                // none: the head has a limit of its own, and silences of the body are watched
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // the default pool stalls at 50 running streams
                .property("resteasy.connectionPoolSize", maxConnections)
                // a 4xx or 5xx is an answer for the translator to judge, not an exception
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(new OutgoingRequest())
                .build(UpstreamApi.class);
        return new Client(api, EngineConnections.of(api));
    }
}
