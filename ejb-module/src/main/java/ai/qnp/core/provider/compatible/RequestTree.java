package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.VendorMarks;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request as a tree that a vendor's rules change, for vendors that take less or other than OpenAI does. */
final class RequestTree {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    private RequestTree() {}

    static Encoded of(ChatRequest request, EncodingContext context, String path, String vendor, Quirks quirks) {
        ObjectNode body = request.tree();
        removeNulls(body);
        if (request.fields().bringsProviderContent()) {
            VendorMarks.removeFrom(body, quirks.takesOtherMessageFields());
        }
        body.put("model", context.model());
        nameCap(body, quirks);
        if (request.stream() && quirks.takesStreamOptions()) {
            JsonNode given = body.path("stream_options");
            ObjectNode options = given instanceof ObjectNode object ? object : body.putObject("stream_options");
            options.put("include_usage", true);
        } else {
            body.remove("stream_options");
        }
        EncodingNotes notes = new EncodingNotes(vendor);
        Draft draft = new Draft(body, request, context, notes);
        quirks.requestRules().forEach(rule -> rule.apply(draft));
        JsonText json = JsonText.of(Json.MAPPER.writeValueAsBytes(body));
        return notes.result(new UpstreamRequest(path, json, request.stream()));
    }

    private static void removeNulls(ObjectNode body) {
        for (String name : List.copyOf(body.propertyNames())) {
            if (body.path(name).isNull()) {
                body.remove(name);
            }
        }
    }

    /** One meaning, two names; where both are there, the newer one counts. */
    private static void nameCap(ObjectNode body, Quirks quirks) {
        switch (quirks.outputCap()) {
            case AS_GIVEN -> {}
            case MAX_TOKENS -> {
                JsonNode newer = body.remove(MAX_COMPLETION_TOKENS);
                if (newer != null) {
                    body.set(MAX_TOKENS, newer);
                }
            }
            case MAX_COMPLETION_TOKENS -> {
                JsonNode older = body.remove(MAX_TOKENS);
                if (older != null && !body.has(MAX_COMPLETION_TOKENS)) {
                    body.set(MAX_COMPLETION_TOKENS, older);
                }
            }
        }
    }
}
