package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request into Cohere's words. */
final class RequestEncoder {
    private static final String PATH = "/chat";

    /** Read by one of the parts below. */
    private static final Set<String> TRANSLATED = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_tokens",
            "max_completion_tokens",
            "n",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "stop",
            "temperature",
            "top_p",
            "top_k",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "logprobs",
            "top_logprobs",
            "response_format",
            "reasoning_effort",
            "thinking",
            "modalities",
            "strict_tools");

    /** Cohere's own fields, for clients that know them. */
    private static final List<String> PASSED = List.of("documents", "citation_options", "safety_mode", "priority");

    /** What Cohere has nothing like, and what would change the result. */
    private static final List<String> REFUSED = List.of("functions", "function_call", "web_search_options");

    private RequestEncoder() {}

    static Encoded encode(ChatRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(Cohere.NAME);
        ObjectNode body = body(request, context, notes);
        JsonText json = JsonText.of(Json.MAPPER.writeValueAsBytes(body));
        return notes.result(new UpstreamRequest(PATH, json, request.stream()));
    }

    private static ObjectNode body(ChatRequest request, EncodingContext context, EncodingNotes notes) {
        ObjectNode source = request.tree();
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", context.model());
        refuse(request, source, notes);
        Conversation.write(body, source.path("messages"), notes);
        for (String field : PASSED) {
            if (source.hasNonNull(field)) {
                body.set(field, source.path(field));
            }
        }
        new Tools(notes).write(body, source);
        AnswerFormat.write(body, source.path("response_format"), notes);
        Sampling.write(body, source, notes);
        ThinkingSetting.write(body, source, request.maxOutputTokens(), context, notes);
        if (request.features().contains(Feature.LOGPROBS)) {
            body.put("logprobs", true);
        }
        body.put("stream", request.stream());
        rest(source, notes);
        return body;
    }

    /** What would change the result and can't be had. */
    private static void refuse(ChatRequest request, JsonNode source, EncodingNotes notes) {
        if (request.choices() > 1) {
            notes.unsupported("n", "more than one choice");
        }
        if (source.path("top_logprobs").asInt(0) > 0) {
            notes.unsupported("top_logprobs", "log probabilities but those of the chosen tokens");
        }
        if (source.path("modalities")
                .valueStream()
                .anyMatch(kind -> kind.asString("").equals("audio"))) {
            notes.unsupported("modalities", "audio output");
        }
        for (String field : REFUSED) {
            if (source.hasNonNull(field)) {
                notes.unsupported(field, "'" + field + "'");
            }
        }
    }

    private static void rest(ObjectNode source, EncodingNotes notes) {
        source.properties().forEach(field -> {
            String name = field.getKey();
            if (!TRANSLATED.contains(name)
                    && !PASSED.contains(name)
                    && !REFUSED.contains(name)
                    && !changesNothing(name, field.getValue())) {
                notes.dropped(name);
            }
        });
    }

    /** Left out or a default that clients send, and that is what Cohere does anyway. */
    private static boolean changesNothing(String name, JsonNode value) {
        if (value.isNull() || (value.isContainer() && value.isEmpty())) {
            return true;
        }
        return switch (name) {
            case "store" -> !value.asBoolean(false);
            case "service_tier" ->
                value.asString("").equals("auto") || value.asString("").equals("default");
            default -> false;
        };
    }
}
