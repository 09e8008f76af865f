package ai.qnp.lambda.upstream;

import ai.qnp.ee.upstream.CallBounds;
import java.time.Duration;

/**
 * How long an upstream may take.
 *
 * @param connect until a connection stands
 * @param firstByte until the head of the answer is here
 * @param idle between two reads of the answer
 */
public record TransportLimits(Duration connect, Duration firstByte, Duration idle) {
    /** The same, but for what one provider has of its own. */
    public TransportLimits but(CallBounds own) {
        Duration ownFirstByte = own.firstByte();
        return new TransportLimits(own.connect(), ownFirstByte == null ? firstByte : ownFirstByte, own.idle());
    }
}
