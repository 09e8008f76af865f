package ai.qnp.ee.persistence;

import ai.qnp.core.openai.Json;
import ai.qnp.core.routing.ChainStep;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A key's chain and lists as the JSON texts in its row. */
final class ChainText {
    private ChainText() {}

    static String write(List<ChainStep> chain) {
        ArrayNode steps = Json.MAPPER.createArrayNode();
        for (ChainStep step : chain) {
            ObjectNode node = steps.addObject();
            node.put("provider", step.provider());
            ArrayNode models = node.putArray("models");
            step.models().forEach(models::add);
            node.put("credential", step.credential());
        }
        return steps.toString();
    }

    static List<ChainStep> read(String text) {
        return Json.MAPPER.readTree(text).values().stream()
                .map(step -> new ChainStep(
                        step.path("provider").asString(),
                        texts(step.path("models")),
                        step.path("credential").asString()))
                .toList();
    }

    static String writeTexts(List<String> texts) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    static List<String> readTexts(String text) {
        return texts(Json.MAPPER.readTree(text));
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }
}
