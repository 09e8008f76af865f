package ai.qnp.core.relay;

import ai.qnp.core.openai.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A chat as it goes over the wire, between the client and QNP and between QNP and a vendor. */
final class ChatTexts {
    static final String ANSWER = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":\
            {"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500}}""";
    static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", null);
    static final String HELLO = chunk("{\"content\":\"Hello\"}", null);
    static final String STOP = chunk("{}", "stop");
    static final String USAGE = """
            {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],\
            "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""";

    private ChatTexts() {}

    /** Asks for a whole answer. */
    static String whole() {
        return "{\"model\":\"qnp/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    /** Asks for a stream. */
    static String streamed(boolean includeUsage) {
        return "{\"model\":\"qnp/auto\",\"stream\":true,\"stream_options\":{\"include_usage\":" + includeUsage
                + "},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    static String chunk(String delta, @Nullable String finishReason) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{"
                + "\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                + (finishReason == null ? "null" : "\"" + finishReason + "\"") + "}]}";
    }

    /** A stream of such events. */
    static String sse(String... data) {
        StringBuilder events = new StringBuilder();
        for (String event : data) {
            events.append("data: ").append(event).append("\n\n");
        }
        return events.toString();
    }

    /** The error that a client was told last. */
    static JsonNode error(FakeClient client) {
        return Json.MAPPER.readTree(client.sent().getLast()).path("error");
    }
}
