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
     * @param missing a JSON prefix's worth of required fields that the vendor left out
     * @param afterOpeningBrace behind the opening brace
     */
    record Completion(
            @Nullable List<Choice> choices,
            @Nullable Span choicesSpan,
            @Nullable TokenUsage usage,
            @Nullable Span usageSpan,
            Missing missing,
            int afterOpeningBrace)
            implements Scanned {}

    /** Which of the fields that every answer must have are absent. */
    record Missing(boolean id, boolean object, boolean created, boolean model) {
        boolean any() {
            return id || object || created || model;
        }
    }

    /**
     * One choice.
     *
     * @param isReal whether it brings more than a role or empty content
     * @param characters of content, reasoning and tool arguments
     */
    record Choice(
            int index,
            boolean isReal,
            int characters,
            @Nullable String finishReason) {}
}
