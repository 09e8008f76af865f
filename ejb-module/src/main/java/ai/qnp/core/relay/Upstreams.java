package ai.qnp.core.relay;

import ai.qnp.core.health.TargetHealth;

/**
 * What a host brings to reach the world outside, and the bounds of it.
 *
 * @param transport carries requests to providers
 * @param files fetches what requests point to
 * @param health how the providers' targets fare, for all requests together
 */
public record Upstreams(
        Transport transport, RemoteFiles files, TargetHealth health, Time time, RelaySettings settings) {}
