package ai.qnp.ee.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Usage by group.
 *
 * @param lines days in their order, everything else by requests, the most first
 */
public record UsageSummary(GroupBy groupBy, List<Line> lines) {
    public UsageSummary {
        lines = List.copyOf(lines);
    }

    /**
     * One group.
     *
     * @param group a date (UTC), a key's id, a model's slug or a provider's id; null where a request had none
     */
    public record Line(@Nullable String group, UsageTotals totals) {}

    /** What makes a group. */
    public enum GroupBy {
        DAY,
        KEY,
        MODEL,
        PROVIDER;

        /** The contract's word for it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The grouping of that name, or null. */
        public static @Nullable GroupBy named(String wireName) {
            return Arrays.stream(values())
                    .filter(group -> group.wireName().equals(wireName))
                    .findFirst()
                    .orElse(null);
        }
    }
}
