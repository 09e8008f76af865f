package ai.qnp.web.dashboard;

import ai.qnp.core.metering.MoneyText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes figures for people. */
final class Figures {
    private static final int CENTS = 2;
    private static final MathContext TELLING_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final double NANOS_A_MILLI = 1_000_000;
    private static final int KIB = 1_024;
    private static final List<String> SIZES = List.of("KiB", "MiB", "GiB", "TiB");
    /** From here on a digit behind the point says nothing. */
    private static final int TELLING = 100;

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

    /** A time span that may well be under a millisecond. */
    static String fineMillis(Duration duration) {
        return String.format(Locale.ENGLISH, "%.2f ms", duration.toNanos() / NANOS_A_MILLI);
    }

    /** A size in the unit that suits it. */
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = 0;
        while (size >= KIB && unit < SIZES.size()) {
            size /= KIB;
            unit++;
        }
        return String.format(Locale.ENGLISH, size < TELLING ? "%.1f %s" : "%.0f %s", size, SIZES.get(unit - 1));
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
