package ai.qnp.core.provider.compatible;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's embeddings take.
 *
 * @param maxInputs how many inputs one request holds
 * @param takesTokens whether an input may be an array of tokens
 * @param takesEncodingFormat whether {@code encoding_format} may be sent; else vectors come as numbers
 * @param dimensionsField the vendor's name for {@code dimensions}, null where it lacks it
 * @param otherFields other fields that the vendor takes; null for all
 */
public record EmbeddingRules(
        int maxInputs,
        boolean takesTokens,
        boolean takesEncodingFormat,
        @Nullable String dimensionsField,
        @Nullable Set<String> otherFields) {
    /** As OpenAI has it: 2,048 inputs (platform.openai.com/docs/api-reference/embeddings, read 2026-11). */
    public static final EmbeddingRules OPENAI = new EmbeddingRules(2048, true, true, "dimensions", null);

    public EmbeddingRules {
        otherFields = otherFields == null ? null : Set.copyOf(otherFields);
    }
}
