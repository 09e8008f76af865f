package ai.qnp.lambda.upstream;

import java.time.Duration;

/**
 * How long an upstream may take.
 *
 * @param connect until a connection stands
 * @param firstByte until the head of the answer is here
 * @param idle between two reads of the answer
 */
public record TransportLimits(Duration connect, Duration firstByte, Duration idle) {
    /** The defaults of the documentation. */
    public static final TransportLimits DEFAULTS =
            new TransportLimits(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(1));
}
