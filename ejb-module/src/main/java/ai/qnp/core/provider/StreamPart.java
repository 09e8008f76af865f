package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.JsonText;
import org.jspecify.annotations.Nullable;

/** A piece of a streamed answer, in OpenAI's grammar. */
public sealed interface StreamPart {
    /**
     * A chunk with at least one choice. Its {@code usage} is absent or null: usage travels in {@link UsageReport}.
     *
     * @param json the chunk
     * @param opening true while it brings nothing real: only a role or empty content. Such chunks are held back, so that
     *     an early failure can still fall back
     * @param finishReason when the chunk ends a choice
     * @param contentCharacters characters of content, reasoning and tool arguments, from which tokens are estimated when
     *     the vendor reports no usage
     */
    record Chunk(JsonText json, boolean opening, @Nullable String finishReason, int contentCharacters)
            implements StreamPart {}

    /**
     * The usage so far; the last one counts.
     *
     * @param json the chunk with {@code "choices":[]}, sent only to clients that asked for it
     */
    record UsageReport(TokenUsage usage, JsonText json) implements StreamPart {}

    /** The stream turned out to be an error. */
    record Failed(Failure failure) implements StreamPart {}

    /** The vendor said that the answer is complete. */
    record End() implements StreamPart {}
}
