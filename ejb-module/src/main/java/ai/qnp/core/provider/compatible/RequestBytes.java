package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Span;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.openai.VendorMarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The client's bytes with the few fields replaced that must differ upstream. */
final class RequestBytes {
    private static final String INCLUDE_USAGE = "include_usage";

    private RequestBytes() {}

    static JsonText of(ChatRequest given, String model, Quirks quirks) {
        ChatRequest request = given.fields().bringsProviderContent() ? withoutProviderContent(given, quirks) : given;
        byte[] source = request.body().utf8();
        Splices splices = new Splices(source);
        Span modelSpan = request.fields().model();
        splices.replace(modelSpan.start(), modelSpan.end(), Json.MAPPER.writeValueAsString(model));
        Span maxTokensName = request.fields().maxTokensName();
        if (quirks.outputCap() == Quirks.OutputCap.MAX_COMPLETION_TOKENS && maxTokensName != null) {
            splices.replace(maxTokensName.start(), maxTokensName.end(), "\"max_completion_tokens\"");
        }
        if (request.stream() && quirks.takesStreamOptions()) {
            askForUsage(request, source, splices);
        }
        return JsonText.of(splices.apply());
    }

    /** Rare, so it may cost a tree and a second reading. */
    private static ChatRequest withoutProviderContent(ChatRequest given, Quirks quirks) {
        ObjectNode tree = given.tree();
        VendorMarks.removeFrom(tree, quirks.takesOtherMessageFields());
        return switch (ChatRequestReader.read(JsonText.of(Json.MAPPER.writeValueAsBytes(tree)))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest cleaned) -> cleaned;
            // not reached: nothing was removed that a request needs
            case ReadRequest.Rejected<ChatRequest> rejected -> given;
        };
    }

    /** Usage is always asked for: it is what gets billed, whether the client wants to see it or not. */
    private static void askForUsage(ChatRequest request, byte[] source, Splices splices) {
        Span options = request.fields().streamOptions();
        if (options == null) {
            int inside = request.fields().afterOpeningBrace();
            splices.replace(inside, inside, "\"stream_options\":{\"include_usage\":true},");
        } else if (!request.includeUsage()) {
            splices.replace(options.start(), options.end(), withUsage(source, options));
        }
    }

    private static String withUsage(byte[] source, Span options) {
        JsonNode given = Json.MAPPER.readTree(source, options.start(), options.end() - options.start());
        ObjectNode asked = given instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
        return Json.MAPPER.writeValueAsString(asked.put(INCLUDE_USAGE, true));
    }
}
