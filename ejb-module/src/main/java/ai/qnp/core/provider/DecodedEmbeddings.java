package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer of an embeddings endpoint turned out to be. */
public sealed interface DecodedEmbeddings {
    /**
     * The vectors.
     *
     * @param vectors in the order of the inputs
     * @param usage null when the vendor reported none
     */
    record Vectors(List<EmbeddingVector> vectors, @Nullable TokenUsage usage) implements DecodedEmbeddings {
        public Vectors {
            vectors = List.copyOf(vectors);
        }
    }

    /** An error, nothing, or something that is no answer. */
    record Failed(Failure failure) implements DecodedEmbeddings {}
}
