package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.metering.TokenEstimate;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ModelRequest;
import org.jspecify.annotations.Nullable;

/** Whether a model can do what a request needs, as far as the catalogue says. What it doesn't state counts as able. */
final class Abilities {
    private Abilities() {}

    /** The kind of model that answers such a request. */
    static Model.Mode modeFor(ModelRequest request) {
        return switch (request) {
            case ChatRequest chat -> Model.Mode.CHAT;
            case EmbeddingsRequest embeddings -> Model.Mode.EMBEDDING;
            case ImagesRequest images -> Model.Mode.IMAGE_GENERATION;
        };
    }

    /** What the model lacks, in words for the receipt; null when it lacks nothing that is known. */
    static @Nullable String lacking(ModelRequest request, @Nullable Model model) {
        if (model == null) {
            return null;
        }
        if (!isOf(modeFor(request), model.mode())) {
            return "is no model for this endpoint";
        }
        for (Feature feature : request.features()) {
            if (lacks(model, feature)) {
                return "lacks " + words(feature);
            }
        }
        Long window = model.contextWindow();
        long prompt = TokenEstimate.tokens(request.promptCharacters());
        return window != null && prompt > window
                ? "its context of " + window + " tokens is too small for about " + prompt
                : null;
    }

    /** Image models of chat endpoints answer there too. */
    private static boolean isOf(Model.Mode wanted, Model.Mode mode) {
        return switch (wanted) {
            case CHAT, RESPONSES -> mode != Model.Mode.EMBEDDING;
            case EMBEDDING -> mode == Model.Mode.EMBEDDING;
            case IMAGE_GENERATION -> mode != Model.Mode.EMBEDDING;
        };
    }

    /** Whether the model is known to lack something. */
    static boolean lacks(Model model, Feature feature) {
        return switch (feature) {
            case TOOLS -> statedFalse(model, "tools");
            case IMAGES -> statedFalse(model, "vision") || !takes(model, "image");
            case AUDIO -> !takes(model, "audio");
            case JSON_SCHEMA -> statedFalse(model, "json_schema");
            case FILES, LOGPROBS -> false;
        };
    }

    private static boolean statedFalse(Model model, String ability) {
        return Boolean.FALSE.equals(model.supports().get(ability));
    }

    private static boolean takes(Model model, String kind) {
        return model.inputModalities().isEmpty() || model.inputModalities().contains(kind);
    }

    /** A feature as people call it. */
    static String words(Feature feature) {
        return switch (feature) {
            case TOOLS -> "tools";
            case IMAGES -> "image input";
            case AUDIO -> "audio";
            case FILES -> "file input";
            case JSON_SCHEMA -> "JSON schema output";
            case LOGPROBS -> "logprobs";
        };
    }
}
