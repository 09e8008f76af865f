package ai.qnp.core.relay;

import ai.qnp.core.provider.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call to one target, over.
 *
 * @param credential the credential's id, or {@code platform}
 * @param failure null when it answered
 * @param took until its answer began, or it failed
 * @param began after the request's arrival; null where it is not known
 * @param firstByte from its beginning until the head of an answer, be it an error's; null when none came, or is not known
 */
public record Attempted(
        String provider,
        String model,
        String credential,
        @Nullable Failure failure,
        Duration took,
        @Nullable Duration began,
        @Nullable Duration firstByte) {
    /** One without a place in time: rehearsed, or kept before places were. */
    public Attempted(String provider, String model, String credential, @Nullable Failure failure, Duration took) {
        this(provider, model, credential, failure, took, null, null);
    }
}
