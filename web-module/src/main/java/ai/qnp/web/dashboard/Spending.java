package ai.qnp.web.dashboard;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.BudgetUse;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is spent of a key's budget, for people.
 *
 * @param spent at a glance
 * @param exact to the last digit
 * @param percent from 0 to 100
 * @param state {@code good}, {@code warn} when little is left, {@code bad} when nothing is
 * @param resetsAt null for never
 */
public record Spending(
        String spent,
        String exact,
        String amount,
        String period,
        int percent,
        String state,
        @Nullable Instant resetsAt) implements Serializable {
    private static final int ALL = 100;
    private static final int LITTLE_LEFT = 80;

    /** Null for a key without a budget. */
    static @Nullable Spending of(ApiKey key) {
        Budget budget = key.settings().budget();
        BudgetUse use = key.budgetUse();
        if (budget == null || use == null) {
            return null;
        }
        int percent = use.spent()
                .multiply(BigDecimal.valueOf(ALL))
                .divide(budget.amount(), 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(ALL))
                .intValue();
        return new Spending(
                Figures.roughMoney(use.spent()),
                Figures.exactMoney(use.spent()),
                Figures.roughMoney(budget.amount()),
                budget.period().wireName(),
                percent,
                percent == ALL ? "bad" : percent >= LITTLE_LEFT ? "warn" : "good",
                use.resetsAt());
    }

    /** A key's limits in few words; empty without any. */
    static String limits(KeyLimits limits) {
        List<String> words = new ArrayList<>();
        add(words, limits.rpm(), "RPM");
        add(words, limits.tpm(), "TPM");
        add(words, limits.rpd(), "RPD");
        return String.join(" · ", words);
    }

    private static void add(List<String> words, @Nullable Long limit, String unit) {
        if (limit != null) {
            words.add(Figures.count(limit) + " " + unit);
        }
    }
}
