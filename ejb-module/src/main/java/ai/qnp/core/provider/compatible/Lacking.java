package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest.Feature;

/** The words for what a vendor lacks. */
final class Lacking {
    private Lacking() {}

    static void note(Feature feature, Draft draft) {
        switch (feature) {
            case TOOLS -> draft.notes().unsupported(draft.body().has("tools") ? "tools" : "functions", "tools");
            case IMAGES -> draft.notes().unsupported("messages", "images");
            case AUDIO ->
                draft.notes().unsupported(draft.body().has("modalities") ? "modalities" : "messages", "audio");
            case FILES -> draft.notes().unsupported("messages", "files");
            case JSON_SCHEMA -> draft.notes().unsupported("response_format", "JSON schema");
            case LOGPROBS -> draft.notes().unsupported("logprobs", "log probabilities");
        }
    }
}
