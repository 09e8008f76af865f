package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's answer tells of its price beside OpenAI's counts.
 *
 * @param names fields of the usage object that are the vendor's own
 * @param reading what they and the service tier make of the counts
 */
public record UsageRule(Set<String> names, Reading reading) {
    /** OpenAI's own way: the service tier stands beside the usage, and {@code default} is the standard one. */
    public static final UsageRule OPENAI = ofTiers("default");

    public UsageRule {
        names = Set.copyOf(names);
    }

    /** Makes of the counts what they come to. */
    @FunctionalInterface
    public interface Reading {
        /** The counts with what else was told. */
        TokenUsage read(TokenUsage counted, Told told);
    }

    /**
     * What was told.
     *
     * @param serviceTier the answer's {@code service_tier}; null when it has none
     * @param counts fields of the usage that are whole numbers
     * @param words fields of the usage that are strings
     */
    public record Told(@Nullable String serviceTier, Map<String, Long> counts, Map<String, String> words) {
        /** The number under that name; zero when there is none. */
        public long count(String name) {
            return counts.getOrDefault(name, 0L);
        }
    }

    /** A vendor whose answers name the tier beside the usage; these names stand for the standard price. */
    public static UsageRule ofTiers(String... standard) {
        Set<String> usual = Set.of(standard);
        return new UsageRule(Set.of(), (counted, told) -> {
            String tier = told.serviceTier();
            return tier == null || usual.contains(tier)
                    ? counted
                    : counted.on(counted.terms().servedIn(tier));
        });
    }
}
