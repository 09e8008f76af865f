package ai.qnp.core.metering;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far vendors went beyond what a request was expected to use at most: some put long instructions of their own before
 * a prompt, some do not heed a cap. What one did once is reserved from then on. Any thread.
 */
public final class ExcessTokens {
    private static final int MOST_TARGETS = 10_000;

    private final Map<String, Excess> seen = new ConcurrentHashMap<>();

    /**
     * The most that was seen of one target.
     *
     * @param prompt tokens beyond the bound of the prompt
     * @param output tokens beyond the cap
     */
    public record Excess(long prompt, long output) {
        static final Excess NONE = new Excess(0, 0);

        private Excess and(Excess other) {
            return new Excess(Math.max(prompt, other.prompt), Math.max(output, other.output));
        }
    }

    /** What a target did at worst. */
    public Excess of(String target) {
        return seen.getOrDefault(target, Excess.NONE);
    }

    /**
     * A target's answer ended.
     *
     * @param bound what was expected
     * @param outputCap the most that all choices together were to have
     */
    public void saw(String target, CostBound bound, long outputCap, TokenUsage usage) {
        Excess excess = new Excess(
                Math.max(0, usage.promptTokens() - bound.promptTokens()),
                Math.max(0, usage.completionTokens() - outputCap));
        if (!excess.equals(Excess.NONE) && (seen.size() < MOST_TARGETS || seen.containsKey(target))) {
            seen.merge(target, excess, Excess::and);
        }
    }
}
