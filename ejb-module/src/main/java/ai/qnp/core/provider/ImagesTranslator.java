package ai.qnp.core.provider;

import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.JsonText;

/** Between OpenAI's image generation and a vendor's. Pure, as {@link ChatTranslator} is. */
public interface ImagesTranslator extends ErrorClassifier {
    /** OpenAI's request to the vendor's. */
    Encoded encode(ImagesRequest request, EncodingContext context);

    /** An answer with a status of 2xx to OpenAI's. */
    DecodedImages decode(JsonText body, AnswerContext context);
}
