package ai.qnp.web.dashboard;

import ai.qnp.core.metering.MoneyText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes figures for people. */
final class Figures {
    private static final int CENTS = 2;
    private static final MathContext TELLING_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;

    private Figures() {}

    /** A count with its thousands told apart. */
    static String count(long count) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(count);
    }

    /** Money at a glance: cents, and of less than a dollar the first three digits that are not zero. */
    static String roughMoney(BigDecimal amount) {
        if (amount.signum() != 0 && amount.abs().compareTo(BigDecimal.ONE) < 0) {
            return exactMoney(amount.round(TELLING_DIGITS));
        }
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
        format.setMinimumFractionDigits(CENTS);
        format.setMaximumFractionDigits(CENTS);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return (amount.signum() < 0 ? "−$" : "$") + format.format(amount.abs());
    }

    /** Money to its last digit; a dash where no price is known. */
    static String exactMoney(@Nullable BigDecimal amount) {
        if (amount == null) {
            return "–";
        }
        return amount.signum() < 0 ? "−$" + MoneyText.of(amount.negate()) : "$" + MoneyText.of(amount);
    }

    /** Money that came in or went, to its last digit. */
    static String signedMoney(BigDecimal amount) {
        return (amount.signum() < 0 ? "−" : "+") + exactMoney(amount.abs());
    }

    /** A time span in the unit that suits it; a dash where there is none. */
    static String millis(@Nullable Long millis) {
        if (millis == null) {
            return "–";
        }
        if (millis < SECOND) {
            return millis + " ms";
        }
        return millis < MINUTE
                ? String.format(Locale.ENGLISH, "%.1f s", millis / (double) SECOND)
                : Duration.ofMillis(millis).toMinutes() + " min "
                        + Duration.ofMillis(millis).toSecondsPart() + " s";
    }

    /** A share in whole percent; one that is not nothing does not read as nothing. */
    static String percent(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0 %";
        }
        long percent = Math.round(part * 100.0 / whole);
        return percent == 0 ? "< 1 %" : percent + " %";
    }
}
