package ai.qnp.core.provider.google;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.Headers;

/** Chat completions by {@code generateContent} and {@code streamGenerateContent}. */
record GoogleChat() implements ChatTranslator {
    @Override
    public Encoded encode(ChatRequest request, EncodingContext context) {
        return RequestEncoder.encode(request, context);
    }

    @Override
    public Decoded decode(JsonText body, AnswerContext context) {
        return AnswerDecoder.decode(body, context);
    }

    @Override
    public ChunkReducer reducer(AnswerContext context) {
        return GoogleReducer.begin(context);
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return GoogleErrors.ofAnswer(status, headers, body.utf8());
    }
}
