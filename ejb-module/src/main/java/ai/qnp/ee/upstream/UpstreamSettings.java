package ai.qnp.ee.upstream;

import java.time.Duration;

/**
 * Bounds of upstream calls.
 *
 * @param connectTimeout until a connection stands
 * @param idleTimeout between two reads of an answer
 * @param maxConnections open at once to one provider; each running stream holds one
 */
public record UpstreamSettings(Duration connectTimeout, Duration idleTimeout, int maxConnections) {}
