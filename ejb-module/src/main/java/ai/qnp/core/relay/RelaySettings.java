package ai.qnp.core.relay;

import java.time.Duration;

/**
 * The relay's bounds.
 *
 * @param deadline for a whole request, all attempts together
 * @param maxAnswerBytes of a whole answer or of one event; a longer one is a failure
 * @param maxErrorBytes of an error answer that are read; the rest is never fetched
 */
public record RelaySettings(Duration deadline, int maxAnswerBytes, int maxErrorBytes) {
    /** The defaults of the documentation. */
    public static final RelaySettings DEFAULTS = new RelaySettings(Duration.ofMinutes(10), 64 << 20, 64 << 10);
}
