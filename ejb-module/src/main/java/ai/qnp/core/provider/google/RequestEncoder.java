package ai.qnp.core.provider.google;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One chat request into Google's words. */
final class RequestEncoder {
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
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "response_format",
            "reasoning_effort",
            "logprobs",
            "top_logprobs",
            "modalities",
            "audio",
            "service_tier",
            "functions",
            "function_call",
            "web_search_options");

    private RequestEncoder() {}

    static Encoded encode(ChatRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(Google.NAME);
        ObjectNode body = body(request, context, notes);
        String path = request.stream()
                ? ModelPath.of(context.model(), "streamGenerateContent") + "?alt=sse"
                : ModelPath.of(context.model(), "generateContent");
        JsonText json = JsonText.of(Json.MAPPER.writeValueAsBytes(body));
        return notes.result(new UpstreamRequest(path, json, request.stream()));
    }

    private static ObjectNode body(ChatRequest request, EncodingContext context, EncodingNotes notes) {
        ObjectNode source = request.tree();
        GeminiModel model = GeminiModel.of(context.model());
        ObjectNode body = Json.MAPPER.createObjectNode();
        refuse(source, notes);
        Conversation conversation = new Conversation(model, new ContentParts(context.files(), notes), notes);
        conversation.add(source.path("messages"));
        conversation.writeTo(body);
        new Tools(model, notes).write(body, source);
        ObjectNode config = Json.MAPPER.createObjectNode();
        new GenerationConfig(model, notes).write(config, request, source);
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
        serviceTier(body, source.path("service_tier"), notes);
        OwnFields.write(body, source, notes);
        source.properties().forEach(field -> {
            boolean isKnown = TRANSLATED.contains(field.getKey()) || OwnFields.isOne(field.getKey());
            if (!isKnown && !field.getValue().isNull()) {
                notes.dropped(field.getKey());
            }
        });
        return body;
    }

    private static void refuse(JsonNode source, EncodingNotes notes) {
        for (String field : new String[] {"functions", "function_call"}) {
            if (source.hasNonNull(field)) {
                notes.unsupported(field, "'" + field + "'");
            }
        }
    }

    private static void serviceTier(ObjectNode body, JsonNode tier, EncodingNotes notes) {
        switch (tier.asString("")) {
            case "", "auto" -> {
                // the vendor's own choice
            }
            case "default" -> body.put("serviceTier", "standard");
            case "flex", "priority" -> body.set("serviceTier", tier);
            default -> notes.dropped("service_tier");
        }
    }
}
