package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.AccountRow;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param email null for the operator's
 * @param balance what is left of its credits, in USD, running requests' reservations included
 * @param operator whether it is the account of those who run this installation
 */
public record Account(
        String id, @Nullable String email, Tier tier, BigDecimal balance, boolean operator, Instant createdAt) {
    /** What its row says. */
    public static Account of(EntityManager entities, AccountRow row) {
        return new Account(
                row.id(),
                row.email(),
                Tier.valueOf(row.tier().toUpperCase(Locale.ROOT)),
                CreditService.balance(entities, row.id()),
                row.operator(),
                row.createdAt());
    }
}
