package ai.qnp.core.health;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.time.Instant;

/**
 * The last failure that told something about a target, a credential or a provider.
 *
 * @param message the vendor's, masked
 */
public record Trouble(FailureClass failureClass, String message, Instant at) {
    static Trouble of(Failure failure, Moment now) {
        return new Trouble(failure.failureClass(), failure.message(), now.at());
    }
}
