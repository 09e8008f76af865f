package ai.qnp.ee.admin;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.openai.ApiError;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a key's budget and limits must be like before they are stored.
 *
 * @param tier what the account may use; unlimited where it pays
 */
record SpendingRules(FreeTier tier) {
    private static final long MOST = 1_000_000_000_000L;
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(MOST);

    /** Why they can't be stored, or null. */
    @Nullable ApiError refusal(KeySettings settings) {
        KeyLimits limits = settings.limits();
        return Stream.of(
                        budgetRefusal(settings.budget()),
                        numberRefusal(limits.rpm(), "limits.rpm"),
                        numberRefusal(limits.tpm(), "limits.tpm"),
                        numberRefusal(limits.rpd(), "limits.rpd"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Why an account of this tier can't have such limits, or null. */
    @Nullable ApiError tierRefusal(KeyLimits limits) {
        ApiError refusal = ceilingRefusal(limits.rpm(), tier.rpm(), "limits.rpm", "requests a minute");
        return refusal == null
                ? ceilingRefusal(limits.rpd(), tier.rpd(), "limits.rpd", "requests in 24 hours")
                : refusal;
    }

    private static @Nullable ApiError budgetRefusal(@Nullable Budget budget) {
        if (budget == null) {
            return null;
        }
        BigDecimal amount = budget.amount();
        boolean isUsable = amount.signum() > 0
                && amount.compareTo(MOST_USD) <= 0
                && amount.stripTrailingZeros().scale() <= Cost.SCALE;
        return isUsable
                ? null
                : invalid(
                        "'budget.amount_usd' must be above zero, at most " + MOST + ", with at most " + Cost.SCALE
                                + " decimal places.",
                        "budget.amount_usd");
    }

    private static @Nullable ApiError numberRefusal(@Nullable Long number, String param) {
        return number == null || (number >= 1 && number <= MOST)
                ? null
                : invalid(
                        "'" + param + "' must be a whole number from 1 to " + MOST + "; leave it out for no limit.",
                        param);
    }

    private static @Nullable ApiError ceilingRefusal(
            @Nullable Long own, @Nullable Long ceiling, String param, String what) {
        return own == null || ceiling == null || own <= ceiling
                ? null
                : invalid(
                        "A free account has at most " + ceiling + " " + what + ", so '" + param
                                + "' can't be more. Set a lower one, or move the account to the pro tier.",
                        param);
    }

    private static ApiError invalid(String message, String param) {
        return ApiError.invalid("invalid_value", message, param);
    }
}
