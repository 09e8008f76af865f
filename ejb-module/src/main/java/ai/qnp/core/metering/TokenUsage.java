package ai.qnp.core.metering;

import java.util.EnumMap;
import java.util.Map;

/**
 * What an answer used. Tokens in OpenAI's sense: the prompt includes cached and cache-write tokens, the completion
 * includes reasoning tokens. All counts are at least zero. Where a vendor bills fewer tokens than it used, parts can be
 * more than the billed whole; no more than that is paid.
 *
 * @param promptTokens all prompt tokens
 * @param completionTokens all completion tokens
 * @param parts the counts of parts that are not zero
 * @param terms what else decides the cost
 * @param estimated whether the vendor reported nothing and the counts were estimated here
 */
public record TokenUsage(
        long promptTokens, long completionTokens, Map<TokenPart, Long> parts, Terms terms, boolean estimated) {
    /** Nothing used. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, Map.of(), Terms.NONE, false);

    public TokenUsage {
        parts = Map.copyOf(parts);
    }

    /** The counts that a usage record shows, and audio. */
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
                counted(Map.of(
                        TokenPart.CACHED, cachedTokens,
                        TokenPart.CACHE_WRITE, cacheWriteTokens,
                        TokenPart.LONG_CACHE_WRITE, longCacheWriteTokens,
                        TokenPart.REASONING, reasoningTokens,
                        TokenPart.AUDIO_PROMPT, audioPromptTokens,
                        TokenPart.AUDIO_COMPLETION, audioCompletionTokens)),
                Terms.NONE,
                estimated);
    }

    private static Map<TokenPart, Long> counted(Map<TokenPart, Long> given) {
        Map<TokenPart, Long> parts = new EnumMap<>(given);
        parts.values().removeIf(tokens -> tokens == 0);
        return parts;
    }

    /** Plain text in and out, as a vendor reported it. */
    public static TokenUsage of(long promptTokens, long completionTokens) {
        return new TokenUsage(promptTokens, completionTokens, Map.of(), Terms.NONE, false);
    }

    /** Plain text in and out, estimated here. */
    public static TokenUsage estimate(long promptTokens, long completionTokens) {
        return new TokenUsage(promptTokens, completionTokens, Map.of(), Terms.NONE, true);
    }

    /** The same with that count of a part. */
    public TokenUsage with(TokenPart part, long tokens) {
        if (tokens == of(part)) {
            return this;
        }
        Map<TokenPart, Long> all = new EnumMap<>(TokenPart.class);
        all.putAll(parts);
        if (tokens == 0) {
            all.remove(part);
        } else {
            all.put(part, tokens);
        }
        return new TokenUsage(promptTokens, completionTokens, all, terms, estimated);
    }

    /** The same under other terms. */
    public TokenUsage on(Terms others) {
        return new TokenUsage(promptTokens, completionTokens, parts, others, estimated);
    }

    /** Both together. */
    public TokenUsage plus(TokenUsage other) {
        Map<TokenPart, Long> all = new EnumMap<>(TokenPart.class);
        all.putAll(parts);
        other.parts.forEach((part, tokens) -> all.merge(part, tokens, Long::sum));
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                all,
                terms.and(other.terms),
                estimated || other.estimated);
    }

    /** The count of a part. */
    public long of(TokenPart part) {
        return parts.getOrDefault(part, 0L);
    }

    /** Whether any token was counted. */
    public boolean hasTokens() {
        return promptTokens > 0 || completionTokens > 0 || !parts.isEmpty();
    }

    /** Prompt tokens read from a cache. */
    public long cachedTokens() {
        return of(TokenPart.CACHED);
    }

    /** Prompt tokens written to a cache, of any lifetime. */
    public long cacheWriteTokens() {
        return of(TokenPart.CACHE_WRITE);
    }

    /** Of those, the ones with the longer lifetime. */
    public long longCacheWriteTokens() {
        return of(TokenPart.LONG_CACHE_WRITE);
    }

    /** Completion tokens spent on reasoning. */
    public long reasoningTokens() {
        return of(TokenPart.REASONING);
    }

    /** Prompt tokens that are audio. */
    public long audioPromptTokens() {
        return of(TokenPart.AUDIO_PROMPT);
    }

    /** Completion tokens that are audio. */
    public long audioCompletionTokens() {
        return of(TokenPart.AUDIO_COMPLETION);
    }

    /** Prompt tokens that are images. */
    public long imagePromptTokens() {
        return of(TokenPart.IMAGE_PROMPT);
    }

    /** Completion tokens that are images. */
    public long imageCompletionTokens() {
        return of(TokenPart.IMAGE_COMPLETION);
    }
}
