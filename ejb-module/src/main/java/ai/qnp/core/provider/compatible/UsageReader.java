package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads OpenAI's {@code usage} object off a parser. */
final class UsageReader {
    private final JsonParser parser;
    private long prompt;
    private long completion;
    private long cached;
    private long cacheWrite;
    private long reasoning;
    private long audioPrompt;
    private long audioCompletion;

    private UsageReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the object that the parser stands at, and leaves the parser at its end. */
    static TokenUsage read(JsonParser parser) {
        return new UsageReader(parser).read();
    }

    private TokenUsage read() {
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> prompt = count();
                case "completion_tokens" -> completion = count();
                case "prompt_tokens_details" -> promptDetails();
                case "completion_tokens_details" -> completionDetails();
                default -> parser.skipChildren();
            }
            name = parser.nextName();
        }
        return new TokenUsage(
                prompt, completion, cached, cacheWrite, 0, reasoning, audioPrompt, audioCompletion, false);
    }

    private void promptDetails() {
        for (String name = nextDetail(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "cached_tokens" -> cached = count();
                case "cache_write_tokens" -> cacheWrite = count();
                case "audio_tokens" -> audioPrompt = count();
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
