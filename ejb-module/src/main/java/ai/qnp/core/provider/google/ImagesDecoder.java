package ai.qnp.core.provider.google;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.DataUri;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.VendorMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Images that were made, by Imagen ({@code predictions}) or by a Gemini model ({@code candidates}). */
final class ImagesDecoder {
    private final ObjectNode answer;
    private final ArrayNode images;
    private String why = "";

    private ImagesDecoder(AnswerContext context) {
        this.answer =
                Json.MAPPER.createObjectNode().put("created", context.created().getEpochSecond());
        this.images = answer.putArray("data");
    }

    static DecodedImages decode(JsonText body, AnswerContext context) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(body.utf8());
        } catch (JacksonException notJson) {
            return invalid("Google's answer is no JSON");
        }
        return GoogleErrors.isError(tree)
                ? new DecodedImages.Failed(GoogleErrors.inBand(tree))
                : new ImagesDecoder(context).read(tree, context);
    }

    private static DecodedImages invalid(String message) {
        return new DecodedImages.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    private DecodedImages read(JsonNode tree, AnswerContext context) {
        tree.path("predictions").forEach(this::prediction);
        tree.path("candidates").forEach(this::candidate);
        if (images.isEmpty()) {
            return none(tree);
        }
        TokenUsage usage = UsageCounts.read(tree, context.model());
        if (usage != null) {
            answer.set("usage", usage(usage));
        }
        return new DecodedImages.Made(JsonText.of(Json.MAPPER.writeValueAsBytes(answer)), images.size(), usage);
    }

    private void prediction(JsonNode prediction) {
        JsonNode bytes = prediction.path("bytesBase64Encoded");
        if (bytes.isString()) {
            add(bytes.asString(), prediction.path("mimeType").asString(""));
            JsonNode prompt = prediction.path("prompt");
            if (prompt.isString() && images.path(images.size() - 1) instanceof ObjectNode image) {
                image.set("revised_prompt", prompt);
            }
        }
        why = prediction.path("raiFilteredReason").asString(why);
    }

    private void candidate(JsonNode candidate) {
        for (JsonNode part : candidate.path("content").path("parts")) {
            if (GeminiPart.of(part) instanceof GeminiPart.Image(String dataUri, var signature)) {
                DataUri image = DataUri.read(dataUri);
                if (image != null) {
                    add(image.base64(), image.mediaType());
                }
            }
        }
        String given = FinishReasons.given(candidate);
        if (given != null && FinishReasons.of(given, false).equals(FinishReasons.BLOCKED)) {
            why = candidate.path("finishMessage").asString("Google made no image: " + given);
        }
    }

    private void add(String base64, String type) {
        images.addObject().put("b64_json", base64);
        if (type.startsWith("image/")) {
            answer.put("output_format", type.substring("image/".length()));
        }
    }

    /** A filter's word is an answer that another provider must not be asked to give instead. */
    private DecodedImages none(JsonNode tree) {
        JsonNode feedback = tree.path("promptFeedback");
        if (why.isEmpty() && feedback.path("blockReason").isString()) {
            why = feedback.path("blockReasonMessage")
                    .asString("Google blocked the prompt: "
                            + feedback.path("blockReason").asString());
        }
        return why.isEmpty()
                ? invalid("Google's answer has no image")
                : new DecodedImages.Failed(new Failure(
                        FailureClass.INVALID_REQUEST,
                        400,
                        VendorMessage.clean(why),
                        "content_policy_violation",
                        "prompt",
                        null));
    }

    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("input_tokens", usage.promptTokens())
                .put("output_tokens", usage.completionTokens())
                .put("total_tokens", usage.promptTokens() + usage.completionTokens());
        json.putObject("input_tokens_details")
                .put("text_tokens", usage.promptTokens() - usage.imagePromptTokens())
                .put("image_tokens", usage.imagePromptTokens());
        json.putObject("output_tokens_details")
                .put("text_tokens", usage.completionTokens() - usage.imageCompletionTokens())
                .put("image_tokens", usage.imageCompletionTokens());
        return json;
    }
}
