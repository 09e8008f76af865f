package ai.qnp.core.relay;

/**
 * What a host brings to reach the world outside, and the bounds of it.
 *
 * @param transport carries requests to providers
 * @param files fetches what requests point to
 */
public record Upstreams(Transport transport, RemoteFiles files, Time time, RelaySettings settings) {}
