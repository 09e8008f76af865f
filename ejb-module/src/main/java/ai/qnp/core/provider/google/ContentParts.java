package ai.qnp.core.provider.google;

import ai.qnp.core.openai.DataUri;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.FetchedFile;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's content, a string or parts, into Google's parts. */
final class ContentParts {
    private static final String FILES = "https://generativelanguage.googleapis.com/v1beta/";
    /** What Google reads by itself: its own storage, and videos by their page. */
    private static final Pattern GOOGLES_OWN = Pattern.compile(
            "(?:gs://|https://generativelanguage\\.googleapis\\.com/|https://(?:www\\.|m\\.)?youtube\\.com/|https://youtu\\.be/).+");

    private final Map<String, FetchedFile> files;
    private final EncodingNotes notes;

    ContentParts(Map<String, FetchedFile> files, EncodingNotes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** Adds the content's parts; an empty text adds none, since Google refuses it. */
    void add(ArrayNode parts, JsonNode content, String path) {
        if (content.isString()) {
            text(parts, content.asString());
            return;
        }
        int index = 0;
        for (JsonNode part : content) {
            part(parts, part, path + ".content[" + index + "]");
            index++;
        }
    }

    /** Adds a text unless it is empty. */
    static void text(ArrayNode parts, String text) {
        if (!text.isEmpty()) {
            parts.addObject().put("text", text);
        }
    }

    /** All text of a content, joined. */
    static String textOf(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private void part(ArrayNode parts, JsonNode part, String path) {
        switch (part.path("type").asString("")) {
            case "text" -> text(parts, part.path("text").asString(""));
            case "refusal" -> text(parts, part.path("refusal").asString(""));
            case "image_url" -> address(parts, part.path("image_url"), path + ".image_url");
            case "video_url" -> address(parts, part.path("video_url"), path + ".video_url");
            case "input_audio" -> {
                JsonNode audio = part.path("input_audio");
                String format = audio.path("format").asString("wav");
                parts.add(inline("audio/" + format, audio.path("data").asString("")));
            }
            case "file" -> file(parts, part.path("file"), path + ".file");
            default -> notes.unsupported(path + ".type", "content part of this type");
        }
    }

    private void address(ArrayNode parts, JsonNode field, String path) {
        String url = field.isString() ? field.asString() : field.path("url").asString("");
        ObjectNode part = atAddress(url, null);
        if (part != null) {
            parts.add(part);
        } else if (!isOnTheWeb(url)) {
            notes.unsupported(path + ".url", "file but by an address or a base64 data URI");
        }
    }

    /** An image that the assistant made in an earlier turn. */
    @Nullable ObjectNode madeImage(JsonNode image) {
        DataUri bytes = DataUri.read(image.path("image_url").path("url").asString(""));
        return bytes == null ? null : inline(bytes.mediaType(), bytes.base64());
    }

    private void file(ArrayNode parts, JsonNode file, String path) {
        String given = file.path("file_data").asString("");
        String id = file.path("file_id").asString("");
        String type = MediaTypes.ofFileName(file.path("filename").asString(""));
        ObjectNode part = null;
        if (!given.isEmpty()) {
            part = atAddress(given, type);
            if (part == null && type != null && !given.contains(":")) {
                part = inline(type, given);
            }
        } else if (!id.isEmpty()) {
            part = atAddress(id.startsWith("files/") ? FILES + id : id, type);
        }
        if (part != null) {
            parts.add(part);
        } else if (!isOnTheWeb(given) && !isOnTheWeb(id)) {
            notes.unsupported(path, "file but by a base64 data URI, an address, or an id of Google's Files API");
        }
    }

    /** The part for an address; null when it must be fetched first, which is noted, or is no address at all. */
    private @Nullable ObjectNode atAddress(String url, @Nullable String type) {
        DataUri bytes = DataUri.read(url);
        if (bytes != null) {
            return inline(bytes.mediaType(), bytes.base64());
        }
        if (GOOGLES_OWN.matcher(url).matches()) {
            ObjectNode part = Json.MAPPER.createObjectNode();
            ObjectNode file = part.putObject("fileData").put("fileUri", url);
            if (type != null) {
                file.put("mimeType", type);
            }
            return part;
        }
        FetchedFile fetched = files.get(url);
        if (fetched != null) {
            return inline(fetched.mediaType(), fetched.base64());
        }
        if (isOnTheWeb(url)) {
            notes.needsFile(url);
        }
        return null;
    }

    private static boolean isOnTheWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    private static ObjectNode inline(String type, String base64) {
        ObjectNode part = Json.MAPPER.createObjectNode();
        part.putObject("inlineData").put("mimeType", type).put("data", base64);
        return part;
    }
}
