package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.AccountRow;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param email null for the operator's
 * @param operator whether it is the account of those who run this installation
 */
public record Account(String id, @Nullable String email, Tier tier, boolean operator, Instant createdAt) {
    /** What its row says. */
    public static Account of(AccountRow row) {
        return new Account(
                row.id(),
                row.email(),
                Tier.valueOf(row.tier().toUpperCase(Locale.ROOT)),
                row.operator(),
                row.createdAt());
    }
}
