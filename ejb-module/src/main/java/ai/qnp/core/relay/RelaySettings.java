package ai.qnp.core.relay;

import java.time.Duration;

/**
 * The relay's bounds.
 *
 * @param deadline for a whole request, all attempts together
 * @param maxAnswerBytes of a whole answer or of one event; a longer one is a failure
 * @param maxErrorBytes of an error answer that are read; the rest is never fetched
 * @param keepAlive the longest silence of a stream: then a comment is sent
 */
public record RelaySettings(Duration deadline, int maxAnswerBytes, int maxErrorBytes, Duration keepAlive) {
    /** The defaults of the documentation. */
    public static final RelaySettings DEFAULTS =
            new RelaySettings(Duration.ofMinutes(10), 64 << 20, 64 << 10, Duration.ofSeconds(15));

    /** The same with another deadline. */
    public RelaySettings within(Duration shorter) {
        return new RelaySettings(shorter, maxAnswerBytes, maxErrorBytes, keepAlive);
    }
}
