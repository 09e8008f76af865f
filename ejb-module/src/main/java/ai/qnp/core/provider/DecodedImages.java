package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.JsonText;
import org.jspecify.annotations.Nullable;

/** What an answer of an image endpoint turned out to be. */
public sealed interface DecodedImages {
    /**
     * The images, in OpenAI's words.
     *
     * @param count how many there are, at least one
     * @param usage tokens, where the vendor counts them
     */
    record Made(JsonText json, int count, @Nullable TokenUsage usage) implements DecodedImages {}

    /** An error, nothing, or something that is no answer. */
    record Failed(Failure failure) implements DecodedImages {}
}
