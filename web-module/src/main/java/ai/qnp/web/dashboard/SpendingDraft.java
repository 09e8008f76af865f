package ai.qnp.web.dashboard;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeySettings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A key's budget and limits while somebody edits them, as a form has them: empty for none. */
public final class SpendingDraft implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}([.,][0-9]{1,20})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");

    private String amount = "";
    private String period = Budget.Period.MONTH.wireName();
    private String rpm = "";
    private String tpm = "";
    private String rpd = "";

    /** Those of a key as it is. */
    static SpendingDraft of(KeySettings settings) {
        SpendingDraft draft = new SpendingDraft();
        Budget budget = settings.budget();
        if (budget != null) {
            draft.amount = MoneyText.of(budget.amount());
            draft.period = budget.period().wireName();
        }
        draft.rpm = text(settings.limits().rpm());
        draft.tpm = text(settings.limits().tpm());
        draft.rpd = text(settings.limits().rpd());
        return draft;
    }

    /** Settings with what the form says; refused only where it can't be read at all. */
    Answer<KeySettings> applied(KeySettings settings) {
        if (!isReadable(amount, DECIMAL)) {
            return malformed(Notices.text("keys.budget.malformed"), "budget.amount_usd");
        }
        if (!isReadable(rpm, WHOLE) || !isReadable(tpm, WHOLE) || !isReadable(rpd, WHOLE)) {
            return malformed(Notices.text("keys.rate.malformed"), "limits");
        }
        return new Answer.Done<>(
                settings.withBudget(budget()).withLimits(new KeyLimits(number(rpm), number(tpm), number(rpd))));
    }

    private @Nullable Budget budget() {
        Budget.Period named = Objects.requireNonNullElse(Budget.Period.named(period), Budget.Period.MONTH);
        return amount.isBlank()
                ? null
                : new Budget(new BigDecimal(amount.strip().replace(',', '.')), named);
    }

    private static boolean isReadable(String text, Pattern pattern) {
        return text.isBlank() || pattern.matcher(text.strip()).matches();
    }

    private static Answer<KeySettings> malformed(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }

    private static @Nullable Long number(String text) {
        return text.isBlank() ? null : Long.valueOf(text.strip());
    }

    private static String text(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    /** USD; empty for any amount. */
    public String getAmount() {
        return amount;
    }

    /** Takes the amount. */
    public void setAmount(@Nullable String amount) {
        this.amount = textOf(amount);
    }

    /** What the amount is for. */
    public String getPeriod() {
        return period;
    }

    /** Takes the period. */
    public void setPeriod(@Nullable String period) {
        this.period = textOf(period);
    }

    /** Requests a minute. */
    public String getRpm() {
        return rpm;
    }

    /** Takes them. */
    public void setRpm(@Nullable String rpm) {
        this.rpm = textOf(rpm);
    }

    /** Tokens a minute. */
    public String getTpm() {
        return tpm;
    }

    /** Takes them. */
    public void setTpm(@Nullable String tpm) {
        this.tpm = textOf(tpm);
    }

    /** Requests in 24 hours. */
    public String getRpd() {
        return rpd;
    }

    /** Takes them. */
    public void setRpd(@Nullable String rpd) {
        this.rpd = textOf(rpd);
    }

    private static String textOf(@Nullable String submitted) {
        return submitted == null ? "" : submitted;
    }
}
