package ai.qnp.web.manage;

import ai.qnp.core.openai.Json;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import tools.jackson.databind.JsonNode;

/** JSON compared as trees. */
final class JsonTrees {
    private JsonTrees() {}

    /** Through text on both sides: the width of a number is no matter. */
    static ObjectAssert<JsonNode> assertThat(JsonNode actual) {
        return Assertions.assertThatObject(json(actual.toString()));
    }

    static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }
}
