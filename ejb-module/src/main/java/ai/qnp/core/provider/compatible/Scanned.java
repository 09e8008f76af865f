package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a completion or a chunk holds, as far as relaying needs to know. */
sealed interface Scanned {
    /** Neither an object nor even JSON. */
    record NotAnObject() implements Scanned {}

    /** It has an {@code error}, or says that it is one. */
    record ErrorObject() implements Scanned {}

    /**
     * A completion or a chunk.
     *
     * @param choices null when the field is missing
     * @param choicesSpan where the array stands
     * @param usageSpan where the usage stands, whatever it is; null when there is none or it is null
     * @param frame where the fields stand that all chunks of a stream have in common
     * @param isOdd whether it holds what OpenAI's clients don't expect
     */
    record Completion(
            @Nullable List<Choice> choices,
            @Nullable Span choicesSpan,
            @Nullable TokenUsage usage,
            @Nullable Span usageSpan,
            Frame frame,
            boolean isOdd)
            implements Scanned {
        /** The choices, none when the field is missing. */
        List<Choice> choicesOrNone() {
            return choices == null ? List.of() : choices;
        }
    }

    /**
     * Fields that every answer must have; null stands for one that is absent.
     *
     * @param afterOpeningBrace where absent ones are put in
     */
    record Frame(
            @Nullable FrameField id,
            @Nullable FrameField object,
            @Nullable FrameField created,
            @Nullable FrameField model,
            int afterOpeningBrace) {}

    /** Where a value stands, and whether it is of the right type and not empty. */
    record FrameField(Span span, boolean isFit) {}

    /**
     * One choice.
     *
     * @param isReal whether it brings more than a role or empty content
     * @param characters of content, reasoning and tool arguments
     * @param toolCalls one more than the highest index of its tool calls, 0 when it has none
     */
    record Choice(
            int index,
            boolean isReal,
            int characters,
            @Nullable String finishReason,
            boolean hasRole,
            int toolCalls) {}
}
