package ai.qnp.ee.admin;

import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.Fund;
import ai.qnp.ee.persistence.ApiKeyRow;
import ai.qnp.ee.persistence.EscrowRow;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was spent of a key's budget.
 *
 * @param spent in USD in the running period, by all keys that were rotated into each other
 * @param resetsAt when the next period begins; null for never
 */
public record BudgetUse(BigDecimal spent, @Nullable Instant resetsAt) {
    /** Null for a key without a budget. */
    static @Nullable BudgetUse of(EntityManager entities, ApiKeyRow key, Instant now) {
        Budget budget = key.budget();
        if (budget == null) {
            return null;
        }
        Fund.KeyBudget fund = Fund.KeyBudget.at(key.firstKeyId(), budget, now);
        EscrowRow escrow = entities.find(EscrowRow.class, fund.id());
        BigDecimal spent = escrow == null ? spentUnwatched(entities, fund) : escrow.spent();
        return new BudgetUse(spent, budget.period().endOf(now));
    }

    /** As long as no request needed the budget in this period, nobody has put down what was spent of it. */
    private static BigDecimal spentUnwatched(EntityManager entities, Fund.KeyBudget fund) {
        BigDecimal sum = entities.createQuery(
                        "select sum(u.cost) from UsageRow u where u.at >= :start and u.keyId in"
                                + " (select k.id from ApiKeyRow k where k.firstKeyId = :first)",
                        BigDecimal.class)
                .setParameter("start", fund.start())
                .setParameter("first", fund.keyId())
                .getSingleResult();
        return Objects.requireNonNullElse(sum, BigDecimal.ZERO);
    }
}
