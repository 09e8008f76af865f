package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.DataUri;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's content, a string or parts, into Cohere's content blocks. Empty texts are left out. */
final class MessageContent {
    private static final Set<String> DETAILS = Set.of("auto", "low", "high");

    private final EncodingNotes notes;

    MessageContent(EncodingNotes notes) {
        this.notes = notes;
    }

    /** A single text is sent bare, as most clients of Cohere's do. */
    static JsonNode plain(ArrayNode items) {
        boolean isText =
                items.size() == 1 && items.path(0).path("type").asString("").equals("text");
        return isText ? items.path(0).path("text") : items;
    }

    /** Adds a block unless the text is empty. */
    static void addText(ArrayNode items, String text) {
        if (!text.isEmpty()) {
            items.addObject().put("type", "text").put("text", text);
        }
    }

    /** Of a role that takes text only. */
    ArrayNode text(JsonNode content, String path) {
        return items(content, path, Taken.TEXT);
    }

    /** Of a user, who may show images. */
    ArrayNode ofUser(JsonNode content, String path) {
        return items(content, path, Taken.IMAGES);
    }

    /** Of a tool, whose results may be Cohere's own document blocks. */
    ArrayNode ofTool(JsonNode content, String path) {
        return items(content, path, Taken.DOCUMENTS);
    }

    /** What a role takes beside text. */
    private enum Taken {
        TEXT,
        IMAGES,
        DOCUMENTS
    }

    private ArrayNode items(JsonNode content, String path, Taken taken) {
        ArrayNode items = Json.MAPPER.createArrayNode();
        if (content.isString()) {
            addText(items, content.asString());
            return items;
        }
        int index = 0;
        for (JsonNode part : content) {
            add(items, part, path + ".content[" + index + "]", taken);
            index++;
        }
        return items;
    }

    private void add(ArrayNode items, JsonNode part, String path, Taken taken) {
        String type = part.path("type").asString("");
        switch (type) {
            case "text" -> addText(items, part.path("text").asString(""));
            case "refusal" -> addText(items, part.path("refusal").asString(""));
            // another vendor's, in an earlier turn: its own thinking is nobody else's
            case "thinking" -> notes.dropped(path);
            case "input_audio" -> notes.unsupported(path, "audio");
            case "file" -> notes.unsupported(path, "file; put its text into 'documents'");
            case "image_url" -> {
                if (taken == Taken.IMAGES) {
                    image(items, part.path("image_url"), path);
                } else {
                    notes.unsupported(path, "image but in a user's message");
                }
            }
            case "document" -> {
                if (taken == Taken.DOCUMENTS) {
                    items.add(part);
                } else {
                    notes.unsupported(path, "document but in a tool's result");
                }
            }
            default -> notes.unsupported(path + ".type", "content part of this type");
        }
    }

    private void image(ArrayNode items, JsonNode image, String path) {
        String url = image.isString() ? image.asString() : image.path("url").asString("");
        DataUri bytes = DataUri.read(url);
        boolean isAddress = url.startsWith("https://") || url.startsWith("http://");
        if (!isAddress && (bytes == null || !bytes.mediaType().startsWith("image/"))) {
            notes.unsupported(path + ".image_url.url", "image but by an http(s) address or a base64 data URI");
            return;
        }
        ObjectNode target = items.addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", url);
        String detail = image.path("detail").asString("");
        if (DETAILS.contains(detail)) {
            target.put("detail", detail);
        }
    }
}
