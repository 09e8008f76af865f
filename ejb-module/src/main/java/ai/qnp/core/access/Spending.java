package ai.qnp.core.access;

import ai.qnp.core.limits.Quota;
import ai.qnp.core.metering.Budget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much may be used with a key, and who pays.
 *
 * @param paysFromCredits whether platform steps are paid from the account's balance (false for the operator's account,
 *     and for all with billing off)
 * @param budget what the key may spend; null for any amount
 * @param quotas how much the key, and its account, may use in a span of time
 */
public record Spending(boolean paysFromCredits, @Nullable Budget budget, List<Quota> quotas) {
    /** As much as anybody likes, at the operator's cost. */
    public static final Spending UNLIMITED = new Spending(false, null, List.of());

    public Spending {
        quotas = List.copyOf(quotas);
    }
}
