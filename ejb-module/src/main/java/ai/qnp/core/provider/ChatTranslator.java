package ai.qnp.core.provider;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.JsonText;

/**
 * Between OpenAI's chat completions and a vendor's. Pure: no I/O, no clock, no log; bad vendor data becomes a
 * {@link Failure}, never an exception.
 */
public interface ChatTranslator {
    /**
     * OpenAI's request to the vendor's.
     *
     * @param model the vendor's slug, which replaces the request's own
     */
    Encoded encode(ChatRequest request, String model);

    /** A whole answer with a status of 2xx to OpenAI's completion. */
    Decoded decode(JsonText body, AnswerContext context);

    /** Starts on a stream with a status of 2xx. */
    ChunkReducer reducer(AnswerContext context);

    /** Says what an answer with another status means. The body may be cut off, empty or not JSON. */
    Failure classify(int status, Headers headers, JsonText body);
}
