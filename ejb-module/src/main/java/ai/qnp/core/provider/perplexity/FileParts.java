package ai.qnp.core.provider.perplexity;

import ai.qnp.core.openai.DataUri;
import ai.qnp.core.provider.compatible.Draft;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's file parts: Perplexity takes the bare base64 where an address would stand. */
final class FileParts {
    private FileParts() {}

    static void translate(Draft draft) {
        for (ObjectNode message : draft.messages()) {
            for (ObjectNode part : Draft.objects(message.path("content"))) {
                if (part.path("type").asString("").equals("file")) {
                    translate(part, draft);
                }
            }
        }
    }

    private static void translate(ObjectNode part, Draft draft) {
        JsonNode file = part.path("file");
        String given = file.path("file_data").asString("");
        DataUri bytes = DataUri.read(given);
        if (given.isEmpty() || (bytes == null && given.startsWith("data:"))) {
            draft.notes().unsupported("messages", "file but by base64 in file_data");
            return;
        }
        String name = file.path("filename").asString("");
        part.removeAll();
        part.put("type", "file_url").putObject("file_url").put("url", bytes == null ? given : bytes.base64());
        if (!name.isEmpty()) {
            part.put("file_name", name);
        }
    }
}
