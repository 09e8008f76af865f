package ai.qnp.core.provider;

import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.JsonText;

/**
 * Between OpenAI's embeddings and a vendor's. Pure, as {@link ChatTranslator} is. Splitting batches, joining answers and
 * writing vectors as the client wants them is done for all vendors alike.
 */
public interface EmbeddingsTranslator extends ErrorClassifier {
    /** How many inputs a request of the vendor takes, at least 1; a longer batch comes in several requests. */
    int maxInputs(String model);

    /** OpenAI's request, of at most {@link #maxInputs} inputs, to the vendor's. */
    Encoded encode(EmbeddingsRequest request, EncodingContext context);

    /** An answer with a status of 2xx to its vectors, in the order of the inputs. */
    DecodedEmbeddings decode(JsonText body);
}
