package ai.qnp.core.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as the contract writes it. */
public final class MoneyText {
    private static final int SCALE = 12;

    private MoneyText() {}

    /** Plain notation, at most 12 decimals (half-up), no trailing zeros. */
    public static String of(BigDecimal amount) {
        BigDecimal shortest = amount.setScale(SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
        return shortest.signum() == 0 ? "0" : shortest.toPlainString();
    }
}
