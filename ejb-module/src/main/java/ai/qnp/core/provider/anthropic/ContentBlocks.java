package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.DataUri;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.FetchedFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's content, a string or parts, into Anthropic's blocks. */
final class ContentBlocks {
    private static final String CACHE_CONTROL = "cache_control";

    private final Map<String, FetchedFile> files;
    private final EncodingNotes notes;

    ContentBlocks(Map<String, FetchedFile> files, EncodingNotes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** Adds the content's blocks; a blank text adds none, since Anthropic refuses it. */
    void add(ArrayNode blocks, JsonNode message, String path) {
        JsonNode content = message.path("content");
        if (content.isString()) {
            text(blocks, content.asString());
            return;
        }
        int index = 0;
        for (JsonNode part : content) {
            part(blocks, part, path + ".content[" + index + "]");
            index++;
        }
    }

    /** Adds a text block unless it is blank. */
    static void text(ArrayNode blocks, String text) {
        if (!text.isBlank()) {
            blocks.addObject().put("type", "text").put("text", text);
        }
    }

    /** A {@code cache_control} of the whole message stands at its last block that can have one. */
    static void cache(ArrayNode blocks, JsonNode message) {
        boolean isThinking =
                blocks.path(blocks.size() - 1).path("type").asString("").endsWith("thinking");
        if (!isThinking && blocks.path(blocks.size() - 1) instanceof ObjectNode last && !last.has(CACHE_CONTROL)) {
            copy(last, CACHE_CONTROL, message.path(CACHE_CONTROL));
        }
    }

    private void part(ArrayNode blocks, JsonNode part, String path) {
        switch (part.path("type").asString("")) {
            case "text" -> text(blocks, part.path("text").asString(""), part);
            case "refusal" -> text(blocks, part.path("refusal").asString(""), part);
            case "image_url" -> add(blocks, image(part, path), part);
            case "file" -> add(blocks, file(part, path), part);
            case "input_audio" -> notes.unsupported(path, "audio");
            // Anthropic's own parts, for clients that know them
            case "image", "document", "search_result", "container_upload" -> blocks.add(part);
            default -> notes.unsupported(path + ".type", "content part of this type");
        }
    }

    private static void text(ArrayNode blocks, String text, JsonNode part) {
        int before = blocks.size();
        text(blocks, text);
        if (blocks.size() > before) {
            cache(blocks, part);
        }
    }

    private static void add(ArrayNode blocks, @Nullable ObjectNode block, JsonNode part) {
        if (block != null) {
            copy(block, CACHE_CONTROL, part.path(CACHE_CONTROL));
            blocks.add(block);
        }
    }

    private @Nullable ObjectNode image(JsonNode part, String path) {
        JsonNode image = part.path("image_url");
        String url = image.isString() ? image.asString() : image.path("url").asString("");
        ObjectNode block = Json.MAPPER.createObjectNode().put("type", "image");
        if (isSecure(url)) {
            byAddress(block, url);
            return block;
        }
        DataUri bytes = bytes(url);
        if (bytes == null && isPlain(url)) {
            return null;
        }
        if (bytes == null || !bytes.mediaType().startsWith("image/")) {
            notes.unsupported(path + ".image_url.url", "image but by an http(s) address or a base64 data URI");
            return null;
        }
        base64(block, bytes.mediaType(), bytes.base64());
        return block;
    }

    private @Nullable ObjectNode file(JsonNode part, String path) {
        JsonNode file = part.path("file");
        String name = file.path("filename").asString("");
        String address = file.path("file_data").asString("");
        ObjectNode block = Json.MAPPER.createObjectNode().put("type", "document");
        if (isSecure(address)) {
            byAddress(block, address);
            return titled(block, name);
        }
        DataUri bytes = bytes(address);
        if (bytes == null && isPlain(address)) {
            return null;
        }
        if (bytes == null
                && file.hasNonNull("file_data")
                && name.toLowerCase(Locale.ROOT).endsWith(".pdf")) {
            bytes = new DataUri("application/pdf", address);
        }
        if (bytes == null) {
            notes.unsupported(path + ".file", "file but by a base64 data URI in file_data");
            return null;
        }
        if (bytes.mediaType().equals("application/pdf")) {
            base64(block, bytes.mediaType(), bytes.base64());
        } else if (!plainText(block, bytes)) {
            notes.unsupported(path + ".file.file_data", "file of type " + bytes.mediaType());
            return null;
        }
        return titled(block, name);
    }

    private static ObjectNode titled(ObjectNode block, String name) {
        return name.isEmpty() ? block : block.put("title", name);
    }

    /** Anthropic fetches from secure addresses only; what lies at others is fetched here. */
    private @Nullable DataUri bytes(String address) {
        FetchedFile fetched = files.get(address);
        if (fetched != null) {
            return new DataUri(fetched.mediaType(), fetched.base64());
        }
        if (isPlain(address)) {
            notes.needsFile(address);
        }
        return DataUri.read(address);
    }

    private static boolean isSecure(String address) {
        return address.startsWith("https://");
    }

    private static boolean isPlain(String address) {
        return address.startsWith("http://");
    }

    private static void byAddress(ObjectNode block, String address) {
        block.putObject("source").put("type", "url").put("url", address);
    }

    private static void base64(ObjectNode block, String mediaType, String data) {
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", data);
    }

    private static boolean plainText(ObjectNode block, DataUri bytes) {
        if (!bytes.mediaType().startsWith("text/")) {
            return false;
        }
        try {
            byte[] text = Base64.getMimeDecoder().decode(bytes.base64());
            block.putObject("source")
                    .put("type", "text")
                    .put("media_type", "text/plain")
                    .put("data", new String(text, StandardCharsets.UTF_8));
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static void copy(ObjectNode target, String field, JsonNode value) {
        if (value.isObject()) {
            target.set(field, value);
        }
    }
}
