package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a {@code usage} object off a parser: OpenAI's, for chat and for images, and the counts that others have beside
 * or instead of its details (DeepSeek's {@code prompt_cache_hit_tokens}, for example).
 */
final class UsageReader {
    private final JsonParser parser;
    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cachedElsewhere;
    private long cacheWrite;
    private long reasoning;
    private long reasoningElsewhere;
    private long audioPrompt;
    private long audioCompletion;
    private long imagePrompt;
    private long imageCompletion;
    private long cachedAudio;
    private long cachedImage;
    private boolean hasTotal;
    private final Set<String> vendorsOwn;
    private final Map<String, Long> ownCounts = new HashMap<>(0);
    private final Map<String, String> ownWords = new HashMap<>(0);

    /**
     * Makes a reader.
     *
     * @param vendorsOwn names of fields that are no counts of OpenAI's, and wanted
     */
    UsageReader(JsonParser parser, Set<String> vendorsOwn) {
        this.parser = parser;
        this.vendorsOwn = vendorsOwn;
    }

    /** Whether OpenAI's clients would miss something in it. */
    boolean isInOtherWords() {
        return (cached == 0 && cachedElsewhere > 0)
                || (reasoning == 0 && reasoningElsewhere > 0)
                || !hasTotal
                || total != prompt + completion;
    }

    /** Reads the object that the parser stands at, and leaves the parser at its end. */
    TokenUsage read() {
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            field(name);
            name = parser.nextName();
        }
        return counted();
    }

    /** The counts that were read. */
    TokenUsage counted() {
        return new TokenUsage(
                        prompt,
                        completion,
                        cached == 0 ? cachedElsewhere : cached,
                        cacheWrite,
                        0,
                        reasoning == 0 ? reasoningElsewhere : reasoning,
                        audioPrompt,
                        audioCompletion,
                        false)
                .with(TokenPart.IMAGE_PROMPT, imagePrompt)
                .with(TokenPart.IMAGE_COMPLETION, imageCompletion)
                .with(TokenPart.CACHED_AUDIO, cachedAudio)
                .with(TokenPart.CACHED_IMAGE, cachedImage);
    }

    /** What was read beside the counts. */
    UsageRule.Told told(@Nullable String serviceTier) {
        return new UsageRule.Told(serviceTier, ownCounts, ownWords);
    }

    private void field(String name) {
        switch (name) {
            case "prompt_tokens", "input_tokens" -> prompt = count();
            case "completion_tokens", "output_tokens" -> completion = count();
            case "total_tokens" -> {
                hasTotal = true;
                total = count();
            }
            case "prompt_tokens_details", "input_tokens_details" -> promptDetails();
            case "completion_tokens_details", "output_tokens_details" -> completionDetails();
            case "prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens" -> cachedElsewhere = count();
            case "reasoning_tokens" -> reasoningElsewhere = count();
            default -> parser.skipChildren();
        }
        if (vendorsOwn.contains(name)) {
            own(name);
        }
    }

    /** The parser stands at the value still, or at its end. */
    private void own(String name) {
        switch (parser.currentToken()) {
            case VALUE_STRING -> ownWords.put(name, parser.getString());
            case VALUE_NUMBER_INT -> ownCounts.put(name, count());
            default -> {
                // nothing that could be counted
            }
        }
    }

    private void promptDetails() {
        for (String name = nextDetail(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "cached_tokens" -> cached = count();
                case "cache_write_tokens" -> cacheWrite = count();
                case "audio_tokens" -> audioPrompt = count();
                case "image_tokens" -> imagePrompt = count();
                case "cached_tokens_details" -> cachedDetails();
                default -> parser.skipChildren();
            }
        }
    }

    private void cachedDetails() {
        for (String name = nextDetail(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "audio_tokens" -> cachedAudio = count();
                case "image_tokens" -> cachedImage = count();
                default -> parser.skipChildren();
            }
        }
    }

    private void completionDetails() {
        for (String name = nextDetail(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "reasoning_tokens" -> reasoning = count();
                case "audio_tokens" -> audioCompletion = count();
                case "image_tokens" -> imageCompletion = count();
                default -> parser.skipChildren();
            }
        }
    }

    private @Nullable String nextDetail() {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return parser.nextName();
        }
        parser.skipChildren();
        return null;
    }

    /** Zero for null, a wrong type or a negative count. */
    private long count() {
        boolean isCount = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isCount) {
            parser.skipChildren();
            return 0;
        }
        return Math.max(0, parser.getLongValue());
    }
}
