package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.JsonText;
import org.jspecify.annotations.Nullable;

/** What a whole answer with status 200 turned out to be. */
public sealed interface Decoded {
    /**
     * A chat completion in OpenAI's words.
     *
     * @param finishReason of the first choice; null when the vendor gave none
     * @param usage null when the vendor reported none
     * @param completionCharacters characters of text in the answer, from which tokens are estimated when usage is null
     */
    record Completion(
            JsonText json,
            @Nullable String finishReason,
            @Nullable TokenUsage usage,
            long completionCharacters) implements Decoded {}

    /** An error, nothing, or something that is no answer. */
    record Failed(Failure failure) implements Decoded {}
}
