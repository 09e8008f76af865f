package ai.qnp.core.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code x-qnp-timeout-ms}: the first-byte limit that a client asks for. */
public final class TimeoutHeader {
    /** The header's name. */
    public static final String NAME = "x-qnp-timeout-ms";

    private TimeoutHeader() {}

    /** The limit; null without a positive number: the client asked for a shorter wait, not for an error. */
    public static @Nullable Duration read(@Nullable String millis) {
        return millis == null || !millis.matches("[1-9]\\d{0,8}") ? null : Duration.ofMillis(Long.parseLong(millis));
    }
}
