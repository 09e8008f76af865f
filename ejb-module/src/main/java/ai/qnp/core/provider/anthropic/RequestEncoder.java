package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request into Anthropic's words. */
final class RequestEncoder {
    private static final String PATH = "/messages";

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
            "response_format",
            "reasoning_effort",
            "thinking",
            "user",
            "logprobs",
            "modalities",
            "service_tier",
            "functions",
            "function_call",
            "web_search_options",
            "output_config",
            "metadata");

    /** Anthropic's own fields, for clients that know them. */
    private static final Set<String> PASSED =
            Set.of("cache_control", "container", "context_management", "mcp_servers", "inference_geo", "speed");

    private RequestEncoder() {}

    static Encoded encode(ChatRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes("Anthropic");
        ObjectNode body = body(request, context, notes);
        JsonText json = JsonText.of(Json.MAPPER.writeValueAsBytes(body));
        return notes.result(new UpstreamRequest(PATH, json, request.stream()));
    }

    private static ObjectNode body(ChatRequest request, EncodingContext context, EncodingNotes notes) {
        ObjectNode source = request.tree();
        ClaudeVersion version = ClaudeVersion.of(context.model());
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", context.model());
        refuse(request, source, notes);
        if (source.path("output_config").isObject()) {
            body.set("output_config", source.path("output_config"));
        }
        new Tools(notes).write(body, source);
        Conversation conversation = new Conversation(context, notes);
        conversation.add(source.path("messages"));
        AnswerFormat.write(body, source, version, conversation, notes);
        conversation.writeTo(body);
        new ThinkingSetting(version, OutputCap.of(context, version), notes).write(body, source, conversation);
        new Sampling(version, notes).write(body, source);
        ServiceTiers.write(body, source.path("service_tier"), notes);
        metadata(body, source, notes);
        rest(body, source, notes);
        if (request.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    /** What would change the result and can't be had. */
    private static void refuse(ChatRequest request, JsonNode source, EncodingNotes notes) {
        if (request.choices() > 1) {
            notes.unsupported("n", "more than one choice");
        }
        if (request.features().contains(Feature.LOGPROBS)) {
            notes.unsupported("logprobs", "log probabilities");
        }
        if (source.path("modalities")
                .valueStream()
                .anyMatch(kind -> kind.asString("").equals("audio"))) {
            notes.unsupported("modalities", "audio output");
        }
        for (String field : new String[] {"functions", "function_call", "web_search_options"}) {
            if (source.hasNonNull(field)) {
                notes.unsupported(field, "'" + field + "'");
            }
        }
    }

    /** Anthropic's metadata holds a user id and nothing else. */
    private static void metadata(ObjectNode body, JsonNode source, EncodingNotes notes) {
        JsonNode metadata = source.path("metadata");
        JsonNode user = source.path("user").isString() ? source.path("user") : metadata.path("user_id");
        if (user.isString()) {
            body.putObject("metadata").set("user_id", user);
        }
        if (metadata.size() > (metadata.has("user_id") ? 1 : 0)) {
            notes.dropped("metadata");
        }
    }

    private static void rest(ObjectNode body, JsonNode source, EncodingNotes notes) {
        source.properties().forEach(field -> {
            String name = field.getKey();
            if (PASSED.contains(name)) {
                body.set(name, field.getValue());
            } else if (!TRANSLATED.contains(name) && changesSomething(field.getValue())) {
                notes.dropped(name);
            }
        });
    }

    /** Null, false, zero and empty are what the fields stand at when nobody sets them. */
    private static boolean changesSomething(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> false;
            case BOOLEAN -> value.asBoolean();
            case NUMBER -> value.decimalValue().signum() != 0;
            case ARRAY, OBJECT -> !value.isEmpty();
            case STRING, BINARY, POJO -> true;
        };
    }
}
