package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.ImagesTranslator;
import ai.qnp.core.provider.UpstreamRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Image generation for vendors that speak OpenAI's own words. Answers pass byte for byte. */
public final class CompatibleImages implements ImagesTranslator {
    private static final String PATH = "/images/generations";

    private final String vendor;
    private final ImageRule rule;
    private final ErrorRules errors;

    /**
     * Makes the translator of a vendor.
     *
     * @param vendor the vendor's name for people
     */
    public CompatibleImages(String vendor, ImageRule rule, ErrorRules errors) {
        this.vendor = vendor;
        this.rule = rule;
        this.errors = errors;
    }

    @Override
    public Encoded encode(ImagesRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(vendor);
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("model", context.model()).put("prompt", request.prompt());
        for (String name : request.fields().names()) {
            if (!body.has(name)) {
                body.set(name, request.fields().get(name));
            }
        }
        rule.apply(body, request, context, notes);
        return notes.result(new UpstreamRequest(PATH, JsonText.of(Json.MAPPER.writeValueAsBytes(body)), false));
    }

    @Override
    public DecodedImages decode(JsonText body, AnswerContext context) {
        try {
            return Json.MAPPER.readTree(body.utf8()) instanceof ObjectNode root
                    ? decoded(root, body, context)
                    : invalid("the provider's answer is no JSON object");
        } catch (JacksonException notJson) {
            return invalid("the provider's answer is no JSON object");
        }
    }

    private DecodedImages decoded(ObjectNode root, JsonText body, AnswerContext context) {
        if (root.hasNonNull("error") || root.path("object").asString("").equals("error")) {
            return new DecodedImages.Failed(ErrorClasses.inBand(body.utf8(), errors));
        }
        int count = Math.toIntExact(root.path("data")
                .valueStream()
                .filter(CompatibleImages::isImage)
                .count());
        if (count == 0) {
            return invalid("the provider's answer holds no image");
        }
        JsonText json = body;
        if (!root.path("created").isIntegralNumber()) {
            root.put("created", context.created().getEpochSecond());
            json = JsonText.of(Json.MAPPER.writeValueAsBytes(root));
        }
        return new DecodedImages.Made(json, count, CompatibleEmbeddings.usage(root.path("usage")));
    }

    private static boolean isImage(JsonNode entry) {
        return !entry.path("url").asString("").isEmpty()
                || !entry.path("b64_json").asString("").isEmpty();
    }

    private static DecodedImages invalid(String message) {
        return new DecodedImages.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return ErrorClasses.ofAnswer(status, headers, body.utf8(), errors);
    }
}
