package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.provider.contract.RequestShape;
import com.google.genai.JsonSerializable;
import com.google.genai.types.Content;
import com.google.genai.types.GenerationConfig;
import com.google.genai.types.SafetySetting;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as Google's own Java library reads it: what it reads and writes again has lost nothing. The library is
 * stricter than the API, which also takes snake case and URL-safe base64.
 */
final class GoogleShape implements RequestShape {
    private static final Map<String, Function<String, JsonSerializable>> FIELDS = Map.of(
            "contents", Content::fromJson,
            "systemInstruction", Content::fromJson,
            "tools", Tool::fromJson,
            "toolConfig", ToolConfig::fromJson,
            "safetySettings", SafetySetting::fromJson,
            "generationConfig", GenerationConfig::fromJson);

    /** Words beside them, of which the library has types of its own only for calls. */
    private static final Set<String> WORDS = Set.of("serviceTier", "cachedContent");

    @Override
    public void check(UpstreamRequest request) {
        ObjectNode body = (ObjectNode) Json.MAPPER.readTree(request.body().utf8());
        body.properties().stream()
                .filter(field -> !WORDS.contains(field.getKey()))
                .forEach(field -> {
                    assertThat(FIELDS).containsKey(field.getKey());
                    Function<String, JsonSerializable> read = FIELDS.get(field.getKey());
                    Iterable<JsonNode> values =
                            field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
                    values.forEach(value -> {
                        JsonNode again = Json.MAPPER.readTree(
                                read.apply(value.toString()).toJson());
                        assertKept(value, again, field.getKey());
                    });
                });
    }

    private static void assertKept(JsonNode sent, JsonNode read, String path) {
        if (sent.isObject()) {
            sent.properties()
                    .forEach(field ->
                            assertKept(field.getValue(), read.path(field.getKey()), path + "." + field.getKey()));
        } else if (sent.isArray()) {
            assertThat(read.size()).as(path).isEqualTo(sent.size());
            for (int index = 0; index < sent.size(); index++) {
                assertKept(sent.path(index), read.path(index), path + "[" + index + "]");
            }
        } else if (sent.isNumber()) {
            assertThat(read.asDouble()).as(path).isEqualTo(sent.asDouble(), Offset.offset(1e-6));
        } else {
            assertThat(read).as(path).isEqualTo(sent);
        }
    }
}
