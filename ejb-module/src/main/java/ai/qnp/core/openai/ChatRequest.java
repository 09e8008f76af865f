package ai.qnp.core.openai;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat completion request: the client's own bytes and what routing, limits and money need to know of them.
 *
 * @param body the request as it came, valid JSON with a {@code model} and {@code messages}
 * @param model the model asked for, as written
 * @param stream whether an event stream is asked for
 * @param includeUsage {@code stream_options.include_usage}
 * @param maxOutputTokens {@code max_completion_tokens}, else {@code max_tokens}, else null
 * @param choices {@code n}, 1 when left out
 * @param features what the model must be able to do
 * @param images how many pictures the messages have
 * @param promptCharacters a rough size of the prompt: characters of text in the messages and tools
 * @param extras names of fields that OpenAI's API does not have and that are not null
 * @param fields where the fields stand that may be replaced without building the tree
 */
public record ChatRequest(
        JsonText body,
        String model,
        boolean stream,
        boolean includeUsage,
        @Nullable Long maxOutputTokens,
        int choices,
        Set<Feature> features,
        int images,
        long promptCharacters,
        Set<String> extras,
        FieldPositions fields)
        implements ModelRequest {
    public ChatRequest {
        features = Set.copyOf(features);
        extras = Set.copyOf(extras);
    }

    /** What a request needs of a model beyond text. */
    public enum Feature {
        /** {@code tools} or the legacy {@code functions}. */
        TOOLS,
        /** An {@code image_url} part. */
        IMAGES,
        /** An {@code input_audio} part, or audio asked for. */
        AUDIO,
        /** A {@code file} part. */
        FILES,
        /** {@code response_format} of type {@code json_schema}. */
        JSON_SCHEMA,
        /** {@code logprobs} true. */
        LOGPROBS
    }

    /** Byte offsets of a value in the body: {@code start} its first byte, {@code end} the byte after its last. */
    public record Span(int start, int end) {}

    /**
     * Where the replaceable top-level values stand.
     *
     * @param streamOptions the value, also when it is null
     * @param maxTokensName the name {@code "max_tokens"} with its quotes, for vendors that want the newer name; null when
     *     {@code max_completion_tokens} is there
     * @param bringsProviderContent whether a message or tool may hold what only one vendor may see
     * @param afterOpeningBrace the offset right behind the body's opening brace
     */
    public record FieldPositions(
            Span model,
            @Nullable Span streamOptions,
            @Nullable Span maxTokensName,
            boolean bringsProviderContent,
            int afterOpeningBrace) {}

    /** The same request with a lower cap on the tokens of an answer. */
    public ChatRequest withMaxOutputTokens(long cap) {
        ObjectNode changed = tree();
        String name = fields.maxTokensName() == null ? "max_completion_tokens" : "max_tokens";
        changed.put(name, cap);
        JsonText text = JsonText.of(Json.MAPPER.writeValueAsBytes(changed));
        return switch (ChatRequestReader.read(text)) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) ->
                throw new IllegalStateException("a request with another cap is refused: " + error.message());
        };
    }

    /** Builds the whole tree, for vendors that must be translated. Each call gives a tree of its own. */
    public ObjectNode tree() {
        return (ObjectNode) Json.MAPPER.readTree(body.utf8());
    }
}
