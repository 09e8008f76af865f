package ai.qnp.core.provider.contract;

import ai.qnp.core.openai.DataUri;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.FetchedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Something that a client said and that must reach the vendor in one of some forms.
 *
 * @param anyOf an image's address or its bytes, a text file's bytes or its text
 */
public record Said(List<String> anyOf) {
    /** All text and all tool data of a request in OpenAI's words. */
    public static List<Said> by(JsonNode request, Map<String, FetchedFile> files) {
        return new Listener(files).all(request);
    }

    /** Those that stand nowhere in a request in a vendor's words. */
    public static List<Said> missing(List<Said> said, JsonNode sent) {
        Set<String> texts = new HashSet<>();
        gather(sent, texts);
        return said.stream()
                .filter(one -> one.anyOf.stream()
                        .noneMatch(
                                form -> texts.contains(form) || texts.stream().anyMatch(text -> text.contains(form))))
                .toList();
    }

    /** Every name and every value, also those of JSON inside a string. */
    private static void gather(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
            JsonNode inner = parsed(node.asString());
            if (inner.isContainer()) {
                gather(inner, texts);
            }
        } else if (node.isValueNode()) {
            texts.add(node.asString());
        }
        node.properties().forEach(field -> {
            texts.add(field.getKey());
            gather(field.getValue(), texts);
        });
        if (node.isArray()) {
            node.forEach(element -> gather(element, texts));
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? Json.MAPPER.readTree(text)
                    : Json.MAPPER.missingNode();
        } catch (JacksonException noJson) {
            return Json.MAPPER.missingNode();
        }
    }

    private static final class Listener {
        private final Map<String, FetchedFile> files;
        private final List<Said> said = new ArrayList<>();

        Listener(Map<String, FetchedFile> files) {
            this.files = files;
        }

        List<Said> all(JsonNode request) {
            request.path("messages").forEach(this::message);
            for (JsonNode tool : request.path("tools")) {
                if (isLeft(request.path("tool_choice"), tool.path("function").path("name"))) {
                    function(tool.path("function"));
                    function(tool.path("custom"));
                }
            }
            request.path("functions").forEach(this::function);
            schema(request.path("response_format").path("json_schema").path("schema"));
            return said;
        }

        /** A choice of one tool or some leaves the others out; vendors without such a choice are sent those alone. */
        private static boolean isLeft(JsonNode choice, JsonNode name) {
            return switch (choice.path("type").asString("")) {
                case "function" -> choice.path("function").path("name").equals(name);
                case "allowed_tools" ->
                    choice.path("allowed_tools")
                            .path("tools")
                            .valueStream()
                            .anyMatch(allowed ->
                                    allowed.path("function").path("name").equals(name));
                default -> true;
            };
        }

        private void message(JsonNode message) {
            JsonNode content = message.path("content");
            if (content.isString()) {
                text(content.asString());
            }
            if (content.isArray()) {
                content.forEach(this::part);
            }
            text(message.path("refusal").asString(""));
            for (JsonNode call : message.path("tool_calls")) {
                text(call.path("function").path("name").asString(""));
                text(call.path("function").path("arguments").asString(""));
            }
        }

        private void part(JsonNode part) {
            text(part.path("text").asString(""));
            text(part.path("refusal").asString(""));
            text(part.path("input_audio").path("data").asString(""));
            address(part.path("image_url").path("url").asString(""));
            address(part.path("file").path("file_data").asString(""));
        }

        private void address(String address) {
            List<String> forms = new ArrayList<>(List.of(address));
            DataUri bytes = DataUri.read(address);
            if (bytes != null) {
                forms.add(bytes.base64());
                if (bytes.mediaType().startsWith("text/")) {
                    forms.add(new String(Base64.getDecoder().decode(bytes.base64()), StandardCharsets.UTF_8));
                }
            }
            if (files.containsKey(address)) {
                forms.add(files.get(address).base64());
            }
            add(forms);
        }

        /** JSON may be taken apart on the way, as arguments are. */
        private void text(String text) {
            JsonNode inner = parsed(text);
            if (inner.isObject()) {
                Set<String> leaves = new HashSet<>();
                gather(inner, leaves);
                leaves.forEach(leaf -> add(List.of(leaf)));
            } else {
                // vendors refuse white space at some ends
                add(List.of(text.strip()));
            }
        }

        private void function(JsonNode function) {
            text(function.path("name").asString(""));
            text(function.path("description").asString(""));
            schema(function.path("parameters"));
        }

        /** Names and descriptions; the schema language's own words may be others at the vendor. */
        private void schema(JsonNode schema) {
            text(schema.path("description").asString(""));
            schema.path("enum").forEach(value -> text(value.asString("")));
            schema.path("properties").properties().forEach(property -> {
                text(property.getKey());
                schema(property.getValue());
            });
            schema(schema, "items");
        }

        private void schema(JsonNode schema, String below) {
            if (schema.path(below).isObject()) {
                schema(schema.path(below));
            }
        }

        /** What is blank says nothing. */
        private void add(List<String> forms) {
            if (!forms.getFirst().isBlank()) {
                said.add(new Said(forms));
            }
        }
    }
}
