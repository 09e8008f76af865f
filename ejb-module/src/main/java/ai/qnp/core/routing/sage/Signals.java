package ai.qnp.core.routing.sage;

import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a request the rules look at.
 *
 * @param features what the model must be able to do
 * @param wantsJson {@code response_format} of any JSON type
 * @param effort the thinking that is asked for by a field: {@code low}, {@code high} …, {@code on}; null for none
 * @param promptTokens a rough size of the whole prompt
 * @param maxOutputTokens the answer's cap; null for none
 * @param text the last user message, cut to its beginning and its end
 */
record Signals(
        Set<Feature> features,
        boolean wantsJson,
        @Nullable String effort,
        long promptTokens,
        @Nullable Long maxOutputTokens,
        String text) {
    Signals {
        features = Set.copyOf(features);
    }
}
