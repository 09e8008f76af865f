package ai.qnp.core.health;

import java.time.Duration;
import java.time.Instant;

/**
 * A credential that its provider turned down, and has not accepted since.
 *
 * @param since when it was turned down first
 * @param last why, the last time
 * @param lastNanos when that was
 */
public record FailingCredential(CredentialKey key, Instant since, Trouble last, long lastNanos) {
    /** For so long its targets are asked after all others. */
    private static final Duration ASKED_LAST = Duration.ofMinutes(1);

    boolean isAskedLast(Moment now) {
        return !now.isPast(lastNanos + ASKED_LAST.toNanos());
    }
}
