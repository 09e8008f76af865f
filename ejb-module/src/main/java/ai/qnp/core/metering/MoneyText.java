package ai.qnp.core.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Money as the contract writes it. */
public final class MoneyText {
    private static final int SCALE = 12;

    private static final Pattern PLAIN = Pattern.compile("\\d{1,15}(\\.\\d{1,12})?");

    private MoneyText() {}

    /** The amount of a plain decimal without a sign, with at most 12 decimals; null for any other text. */
    public static @Nullable BigDecimal parse(String text) {
        return PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Plain notation, at most 12 decimals (half-up), no trailing zeros. */
    public static String of(BigDecimal amount) {
        BigDecimal shortest = amount.setScale(SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
        return shortest.signum() == 0 ? "0" : shortest.toPlainString();
    }
}
