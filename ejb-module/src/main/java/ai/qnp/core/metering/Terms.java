package ai.qnp.core.metering;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What beside its tokens decides what an answer costs, in the catalogue's words.
 *
 * @param serviceTier the tier it was served in; null for the standard one
 * @param multipliers what was asked for that multiplies the prices of tokens: {@code region_us}, {@code fast_mode}
 * @param searchContext how much a search brought in: {@code low medium high}; null when nobody said
 * @param toolCalls how often the provider ran its own tools, by name: {@code web_search} …
 * @param images images made; null for none
 */
public record Terms(
        @Nullable String serviceTier,
        Set<String> multipliers,
        @Nullable String searchContext,
        Map<String, Long> toolCalls,
        @Nullable ImagesMade images) {
    /** Nothing beside tokens. */
    public static final Terms NONE = new Terms(null, Set.of(), null, Map.of(), null);

    public Terms {
        multipliers = Set.copyOf(multipliers);
        toolCalls = Map.copyOf(toolCalls);
    }

    /** The same, served in that tier; null for the standard one. */
    public Terms servedIn(@Nullable String tier) {
        return new Terms(tier, multipliers, searchContext, toolCalls, images);
    }

    /** The same with one more multiplier. */
    public Terms multipliedBy(String multiplier) {
        Set<String> all = new HashSet<>(multipliers);
        all.add(multiplier);
        return new Terms(serviceTier, all, searchContext, toolCalls, images);
    }

    /** The same with a search of that size. */
    public Terms searching(@Nullable String size) {
        return new Terms(serviceTier, multipliers, size, toolCalls, images);
    }

    /** The same with that many more runs of a tool. */
    public Terms calling(String tool, long times) {
        if (times <= 0) {
            return this;
        }
        Map<String, Long> all = new HashMap<>(toolCalls);
        all.merge(tool, times, Long::sum);
        return new Terms(serviceTier, multipliers, searchContext, all, images);
    }

    /** The same with these images. */
    public Terms making(ImagesMade some) {
        return new Terms(serviceTier, multipliers, searchContext, toolCalls, some);
    }

    /** Both together; where only one can be, the other's counts if it says anything. */
    public Terms and(Terms other) {
        if (other.equals(NONE)) {
            return this;
        }
        Set<String> factors = new HashSet<>(multipliers);
        factors.addAll(other.multipliers);
        Map<String, Long> calls = new HashMap<>(toolCalls);
        other.toolCalls.forEach((tool, times) -> calls.merge(tool, times, Long::sum));
        return new Terms(
                other.serviceTier == null ? serviceTier : other.serviceTier,
                factors,
                other.searchContext == null ? searchContext : other.searchContext,
                calls,
                other.images == null ? images : other.images);
    }
}
