package ai.qnp.web.manage;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code budget} and {@code limits} of a key, as people write them; their size is judged where they are stored. */
final class SpendingBody {
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");

    private SpendingBody() {}

    /** Null when it is left out or null. */
    static @Nullable Budget budget(Fields key) {
        Fields fields = key.fields("budget");
        if (fields == null) {
            return null;
        }
        BigDecimal amount = amount(fields);
        String word = fields.requiredText("period");
        Budget.Period period = Budget.Period.named(word);
        if (period == null && fields.text("period") != null) {
            fields.wrong("period", "day, week, month or total");
        }
        return amount == null || period == null ? null : new Budget(amount, period);
    }

    private static @Nullable BigDecimal amount(Fields fields) {
        String text = fields.requiredText("amount_usd");
        if (PLAIN_DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        if (fields.text("amount_usd") != null) {
            fields.wrong("amount_usd", "a string with a plain decimal number, such as \"25.00\"");
        }
        return null;
    }

    /** All of them, those that are left out removed. */
    static KeyLimits limits(Fields key) {
        Fields fields = key.fields("limits");
        return fields == null
                ? KeyLimits.NONE
                : new KeyLimits(fields.wholeNumber("rpm"), fields.wholeNumber("tpm"), fields.wholeNumber("rpd"));
    }
}
