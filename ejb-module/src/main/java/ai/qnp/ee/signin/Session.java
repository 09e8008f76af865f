package ai.qnp.ee.signin;

import ai.qnp.ee.persistence.SessionRow;
import java.time.Instant;

/**
 * Somebody who is signed in with one browser.
 *
 * @param method how they signed in, {@link SignInMethod#wireName}
 * @param address from where
 * @param browser what the browser calls itself
 * @param lastSeenAt to the minute
 * @param expiresAt when it ends, however busy it is
 */
public record Session(
        String id,
        String accountId,
        String method,
        String address,
        String browser,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {
    static Session of(SessionRow row) {
        return new Session(
                row.id(),
                row.accountId(),
                row.method(),
                row.address(),
                row.browser(),
                row.createdAt(),
                row.lastSeenAt(),
                row.expiresAt());
    }
}
