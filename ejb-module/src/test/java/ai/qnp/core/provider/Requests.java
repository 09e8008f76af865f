package ai.qnp.core.provider;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;

/** Requests for tests, read as the relay reads them. */
public final class Requests {
    private Requests() {}

    /** Reads a request that must be a good one. */
    public static ChatRequest read(String body) {
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error.message());
        };
    }
}
