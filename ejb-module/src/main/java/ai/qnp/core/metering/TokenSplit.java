package ai.qnp.core.metering;

import ai.qnp.core.catalogue.TokenKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * A usage's tokens, each under exactly one kind. Vendors' parts overlap and do not always add up, so kinds are taken one
 * after the other out of what is left of the prompt and of the completion: no token is paid twice, none is forgotten.
 */
final class TokenSplit {
    private final Map<TokenKind, Long> kinds = new EnumMap<>(TokenKind.class);
    private long left;

    private TokenSplit() {}

    static Map<TokenKind, Long> of(TokenUsage usage) {
        TokenSplit split = new TokenSplit();
        split.prompt(usage);
        split.completion(usage);
        split.left = usage.of(TokenPart.CITATION);
        split.rest(TokenKind.CITATION);
        return split.kinds;
    }

    /** Where a vendor does not say which of the cached tokens are audio, audio comes first: it never costs less. */
    private void prompt(TokenUsage usage) {
        long cached = usage.cachedTokens();
        long cachedAudio = Math.min(Math.min(usage.of(TokenPart.CACHED_AUDIO), cached), usage.audioPromptTokens());
        long cachedImage =
                Math.min(Math.min(usage.of(TokenPart.CACHED_IMAGE), cached - cachedAudio), usage.imagePromptTokens());
        long longWrite = Math.min(usage.longCacheWriteTokens(), usage.cacheWriteTokens());
        left = usage.promptTokens();
        take(TokenKind.LONG_CACHE_WRITE, longWrite);
        take(TokenKind.CACHE_WRITE, usage.cacheWriteTokens() - longWrite);
        take(TokenKind.CACHED_AUDIO_INPUT, cachedAudio);
        take(TokenKind.CACHED_IMAGE_INPUT, cachedImage);
        take(TokenKind.AUDIO_INPUT, usage.audioPromptTokens() - cachedAudio);
        take(TokenKind.IMAGE_INPUT, usage.imagePromptTokens() - cachedImage);
        take(TokenKind.VIDEO_INPUT, usage.of(TokenPart.VIDEO_PROMPT));
        take(TokenKind.CACHED_INPUT, cached - cachedAudio - cachedImage);
        rest(TokenKind.INPUT);
    }

    private void completion(TokenUsage usage) {
        left = usage.completionTokens();
        take(TokenKind.AUDIO_OUTPUT, usage.audioCompletionTokens());
        take(TokenKind.IMAGE_OUTPUT, usage.imageCompletionTokens());
        take(TokenKind.VIDEO_OUTPUT, usage.of(TokenPart.VIDEO_COMPLETION));
        take(TokenKind.REASONING_OUTPUT, usage.reasoningTokens());
        rest(TokenKind.OUTPUT);
    }

    private void take(TokenKind kind, long wanted) {
        long taken = Math.clamp(wanted, 0, left);
        left -= taken;
        if (taken > 0) {
            kinds.put(kind, taken);
        }
    }

    private void rest(TokenKind kind) {
        take(kind, left);
    }
}
