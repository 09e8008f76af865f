package ai.qnp.core.metering;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a key may spend in each period.
 *
 * @param amount in USD
 */
public record Budget(BigDecimal amount, Period period) {
    /** How long an amount lasts. Periods begin at midnight UTC; a week begins on Monday. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        /** The key's whole life. */
        TOTAL;

        /** The period of that name, or null. */
        public static @Nullable Period named(String wireName) {
            return Arrays.stream(values())
                    .filter(period -> period.wireName().equals(wireName))
                    .findFirst()
                    .orElse(null);
        }

        /** The contract's word for it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** When the period that a time lies in began. */
        public Instant startOf(Instant time) {
            LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            return switch (this) {
                case DAY -> time.truncatedTo(ChronoUnit.DAYS);
                case WEEK -> midnight(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
                case MONTH -> midnight(day.withDayOfMonth(1));
                case TOTAL -> Instant.EPOCH;
            };
        }

        /** When the period that a time lies in ends; null for never. */
        public @Nullable Instant endOf(Instant time) {
            LocalDate start = LocalDate.ofInstant(startOf(time), ZoneOffset.UTC);
            return switch (this) {
                case DAY -> midnight(start.plusDays(1));
                case WEEK -> midnight(start.plusWeeks(1));
                case MONTH -> midnight(start.plusMonths(1));
                case TOTAL -> null;
            };
        }

        private static Instant midnight(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
