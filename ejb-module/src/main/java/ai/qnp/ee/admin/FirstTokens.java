package ai.qnp.ee.admin;

import org.jspecify.annotations.Nullable;

/**
 * How long answers took to begin, added up.
 *
 * @param millis from arrival to the first content sent, of all that had one
 * @param requests how many had one
 */
public record FirstTokens(long millis, long requests) {
    /** Nothing began. */
    public static final FirstTokens NONE = new FirstTokens(0, 0);

    /** Both together. */
    public FirstTokens plus(FirstTokens other) {
        return new FirstTokens(millis + other.millis, requests + other.requests);
    }

    /** How long it took on average, in milliseconds; null where nothing began. */
    public @Nullable Long mean() {
        return requests == 0 ? null : (Long) Math.round(millis / (double) requests);
    }
}
