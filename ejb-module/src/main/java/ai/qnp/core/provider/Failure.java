package ai.qnp.core.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt gave no answer.
 *
 * @param failureClass what it says about the target
 * @param status the upstream's status, null when there was none
 * @param message the vendor's own message, or ours; no secret, no upstream body beyond its message
 * @param code the vendor's error code
 * @param param the request field at fault
 * @param retryAfter how long the vendor asks to wait, never negative
 */
public record Failure(
        FailureClass failureClass,
        @Nullable Integer status,
        String message,
        @Nullable String code,
        @Nullable String param,
        @Nullable Duration retryAfter) {
    /** The same without the key that a vendor may quote in its words. */
    public Failure without(Secret key) {
        return new Failure(
                failureClass,
                status,
                key.maskedIn(message),
                code == null ? null : key.maskedIn(code),
                param == null ? null : key.maskedIn(param),
                retryAfter);
    }

    /** A failure without anything from the vendor. */
    public static Failure of(FailureClass failureClass, String message) {
        return new Failure(failureClass, null, message, null, null, null);
    }
}
