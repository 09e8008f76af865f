package ai.qnp.core.metering;

/**
 * Tokens by kind, in OpenAI's sense: the prompt includes cached and cache-write tokens, the completion includes
 * reasoning tokens. All counts are at least zero. Where a vendor bills fewer tokens than it used, the cached and the
 * reasoning tokens can be more than the billed ones; no more than those are paid.
 *
 * @param promptTokens all prompt tokens
 * @param completionTokens all completion tokens
 * @param cachedTokens prompt tokens read from a cache
 * @param cacheWriteTokens prompt tokens written to a cache, of any lifetime
 * @param longCacheWriteTokens of those, the ones with the longer lifetime (Anthropic's one hour)
 * @param reasoningTokens completion tokens spent on reasoning
 * @param audioPromptTokens prompt tokens that are audio
 * @param audioCompletionTokens completion tokens that are audio
 * @param imagePromptTokens prompt tokens that are images
 * @param imageCompletionTokens completion tokens that are images
 * @param estimated whether the vendor reported nothing and the counts were estimated here
 */
public record TokenUsage(
        long promptTokens,
        long completionTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long longCacheWriteTokens,
        long reasoningTokens,
        long audioPromptTokens,
        long audioCompletionTokens,
        long imagePromptTokens,
        long imageCompletionTokens,
        boolean estimated) {
    /** Usage without images that are counted apart. */
    public TokenUsage(
            long promptTokens,
            long completionTokens,
            long cachedTokens,
            long cacheWriteTokens,
            long longCacheWriteTokens,
            long reasoningTokens,
            long audioPromptTokens,
            long audioCompletionTokens,
            boolean estimated) {
        this(
                promptTokens,
                completionTokens,
                cachedTokens,
                cacheWriteTokens,
                longCacheWriteTokens,
                reasoningTokens,
                audioPromptTokens,
                audioCompletionTokens,
                0,
                0,
                estimated);
    }

    /** Nothing used. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, 0, 0, 0, false);

    /** Plain text in and out, as a vendor reported it. */
    public static TokenUsage of(long promptTokens, long completionTokens) {
        return new TokenUsage(promptTokens, completionTokens, 0, 0, 0, 0, 0, 0, false);
    }

    /** Both together. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                cachedTokens + other.cachedTokens,
                cacheWriteTokens + other.cacheWriteTokens,
                longCacheWriteTokens + other.longCacheWriteTokens,
                reasoningTokens + other.reasoningTokens,
                audioPromptTokens + other.audioPromptTokens,
                audioCompletionTokens + other.audioCompletionTokens,
                imagePromptTokens + other.imagePromptTokens,
                imageCompletionTokens + other.imageCompletionTokens,
                estimated || other.estimated);
    }

    /** Plain text in and out, estimated here. */
    public static TokenUsage estimate(long promptTokens, long completionTokens) {
        return new TokenUsage(promptTokens, completionTokens, 0, 0, 0, 0, 0, 0, true);
    }
}
