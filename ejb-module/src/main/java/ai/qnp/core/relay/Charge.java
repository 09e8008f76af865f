package ai.qnp.core.relay;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a request takes from the funds that are bound by it: each gives the whole amount, since a budget counts what a
 * wallet pays.
 *
 * @param payer the funds
 * @param amount in USD, scale 12, zero or more
 */
public record Charge(Payer payer, BigDecimal amount) {
    /**
     * Who pays for a request.
     *
     * @param credits whether its account's wallet does
     * @param budgetId the key's budget in its period that counts it; null for none
     */
    public record Payer(boolean credits, @Nullable String budgetId) {
        /** Neither a balance nor a budget is concerned. */
        public static final Payer NOBODY = new Payer(false, null);
    }

    /** Null when there is nothing to take, or nobody to take it from. */
    public static @Nullable Charge of(Payer payer, @Nullable BigDecimal cost) {
        return cost == null || payer.equals(Payer.NOBODY) ? null : new Charge(payer, cost);
    }
}
