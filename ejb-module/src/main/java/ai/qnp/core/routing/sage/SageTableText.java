package ai.qnp.core.routing.sage;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A table as JSON: {@code {"code":["provider/model",…],…}}. */
public final class SageTableText {
    private SageTableText() {}

    /** The table in the intents' order; those it does not have are left out. */
    public static ObjectNode write(SageTable table) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        for (Intent intent : Intent.values()) {
            if (table.preferred().containsKey(intent)) {
                ArrayNode models = json.putArray(intent.wireName());
                table.modelsFor(intent).forEach(model -> models.add(model.toString()));
            }
        }
        return json;
    }

    /**
     * Reads what {@link #write} wrote. Intents that this version does not know are left out: a newer one may have
     * written them into the same database.
     *
     * @throws IllegalArgumentException when an entry is not written as {@code provider/model}
     */
    public static SageTable read(JsonNode json) {
        Map<Intent, List<PreferredModel>> preferred = new EnumMap<>(Intent.class);
        json.properties().forEach(entry -> {
            Intent intent = Intent.named(entry.getKey());
            if (intent != null) {
                List<PreferredModel> models = new ArrayList<>();
                entry.getValue().forEach(model -> models.add(PreferredModel.parse(model.asString())));
                preferred.put(intent, models);
            }
        });
        return new SageTable(preferred);
    }
}
