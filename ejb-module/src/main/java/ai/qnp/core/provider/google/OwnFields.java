package ai.qnp.core.provider.google;

import ai.qnp.core.provider.EncodingNotes;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's own request fields, for clients that know them: at the top, or where Google's OpenAI compatibility has them
 * ({@code extra_body.google}, ai.google.dev/gemini-api/docs/openai, read 2026-11). Their values pass as they are.
 */
final class OwnFields {
    private static final String EXTRA_BODY = "extra_body";
    private static final String GENERATION_CONFIG = "generationConfig";
    private static final String TOOL_CONFIG = "toolConfig";
    private static final String THINKING_CONFIG = "thinkingConfig";

    /** Google's name by each name that it goes by here. */
    private static final Map<String, String> PASSED = Map.of(
            "safety_settings",
            "safetySettings",
            "safetySettings",
            "safetySettings",
            "cached_content",
            "cachedContent",
            "cachedContent",
            "cachedContent",
            "thinking_config",
            THINKING_CONFIG,
            THINKING_CONFIG,
            THINKING_CONFIG,
            "generation_config",
            GENERATION_CONFIG,
            GENERATION_CONFIG,
            GENERATION_CONFIG,
            "tool_config",
            TOOL_CONFIG,
            TOOL_CONFIG,
            TOOL_CONFIG);

    /** All of them, those of embeddings included. */
    static final List<String> NAMES = List.of(
            "safety_settings",
            "safetySettings",
            "cached_content",
            "cachedContent",
            "thinking_config",
            THINKING_CONFIG,
            "generation_config",
            GENERATION_CONFIG,
            "tool_config",
            TOOL_CONFIG,
            EXTRA_BODY,
            Google.ID,
            "task_type",
            "taskType");

    private OwnFields() {}

    /** Whether a field at the top of a chat request is one of them. */
    static boolean isOne(String name) {
        return PASSED.containsKey(name) || name.equals(EXTRA_BODY) || name.equals(Google.ID);
    }

    /** Writes them over what was translated: who names Google's own field means it. */
    static void write(ObjectNode body, JsonNode source, EncodingNotes notes) {
        writeAll(body, source.path(EXTRA_BODY).path(Google.ID), EXTRA_BODY + "." + Google.ID + ".", notes);
        writeAll(body, source.path(Google.ID), Google.ID + ".", notes);
        source.properties().forEach(field -> write(body, field.getKey(), field.getValue()));
    }

    private static void writeAll(ObjectNode body, JsonNode fields, String path, EncodingNotes notes) {
        fields.properties().forEach(field -> {
            if (PASSED.containsKey(field.getKey())) {
                write(body, field.getKey(), field.getValue());
            } else if (!field.getValue().isNull()) {
                notes.dropped(path + field.getKey());
            }
        });
    }

    private static void write(ObjectNode body, String name, JsonNode value) {
        String target = PASSED.get(name);
        if (target == null || value.isNull()) {
            return;
        }
        switch (target) {
            case THINKING_CONFIG -> body.withObject(GENERATION_CONFIG).set(THINKING_CONFIG, value);
            case GENERATION_CONFIG, TOOL_CONFIG -> {
                if (value instanceof ObjectNode fields) {
                    body.withObject(target).setAll(fields);
                }
            }
            default -> body.set(target, value);
        }
    }
}
