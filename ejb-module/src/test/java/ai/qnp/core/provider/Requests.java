package ai.qnp.core.provider;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Requests for tests, read as the relay reads them, and rows for the tables of what vendors get of them. */
public final class Requests {
    private Requests() {}

    /** Reads a request that must be a good one. */
    public static ChatRequest read(String body) {
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error.message());
        };
    }

    /** A row of a table: a request's fields, what the vendor gets of them, and which of them it does not get. */
    public static Arguments field(String name, String model, String fields, String expected, String... dropped) {
        return Arguments.of(name, model, fields, expected, List.of(dropped));
    }

    /** A conversation that is one message: a text, and a part of another kind. */
    public static String part(String part) {
        return "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}," + part + "]}]";
    }
}
