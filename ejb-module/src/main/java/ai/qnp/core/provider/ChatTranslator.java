package ai.qnp.core.provider;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.JsonText;

/**
 * Between OpenAI's chat completions and a vendor's. Pure: no I/O, no clock, no log; bad vendor data becomes a
 * {@link Failure}, never an exception.
 */
public interface ChatTranslator extends ErrorClassifier {
    /** OpenAI's request to the vendor's. */
    Encoded encode(ChatRequest request, EncodingContext context);

    /** A whole answer with a status of 2xx to OpenAI's completion. */
    Decoded decode(JsonText body, AnswerContext context);

    /** Starts on a stream with a status of 2xx. */
    ChunkReducer reducer(AnswerContext context);
}
