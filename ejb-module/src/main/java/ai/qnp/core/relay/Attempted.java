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
 */
public record Attempted(
        String provider,
        String model,
        String credential,
        @Nullable Failure failure,
        Duration took) {}
