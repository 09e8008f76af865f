package ai.qnp.core.provider.mistral;

import ai.qnp.core.openai.DataUri;
import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's parts for files and audio in Mistral's words. Mistral's own parts pass. */
record ContentParts() implements RequestRule {
    @Override
    public void apply(Draft draft) {
        for (ObjectNode message : draft.messages()) {
            for (ObjectNode part : Draft.objects(message.path("content"))) {
                switch (part.path("type").asString("")) {
                    case "file" -> file(part, draft);
                    case "input_audio" -> audio(part);
                    default -> {}
                }
            }
        }
    }

    private static void file(ObjectNode part, Draft draft) {
        if (!(part.path("file") instanceof ObjectNode file)) {
            return;
        }
        JsonNode bytes = file.path("file_data");
        if (!bytes.isString()) {
            draft.notes().unsupported("messages", "files by OpenAI's 'file_id'");
            return;
        }
        String name = file.path("filename").asString("");
        String text = text(DataUri.read(bytes.asString()));
        part.removeAll();
        if (text != null) {
            part.put("type", "text").put("text", text);
            return;
        }
        part.put("type", "document_url").put("document_url", bytes.asString());
        if (!name.isEmpty()) {
            part.put("document_name", name);
        }
    }

    /** A text file is said as text: document_url is for what must be recognised first. */
    private static @Nullable String text(@Nullable DataUri file) {
        if (file == null || !file.mediaType().startsWith("text/")) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(file.base64()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static void audio(ObjectNode part) {
        JsonNode bytes = part.path("input_audio").path("data");
        if (bytes.isString()) {
            part.put("input_audio", bytes.asString());
        }
    }
}
