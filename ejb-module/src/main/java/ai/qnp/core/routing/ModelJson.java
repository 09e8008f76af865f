package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Tariff;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.openai.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models in OpenAI's shape, with what QNP knows of them beside it. */
public final class ModelJson {
    private ModelJson() {}

    /**
     * {@code GET /models}.
     *
     * @param today decides which models are retired
     */
    public static ObjectNode list(List<ModelList.Entry> entries, LocalDate today) {
        ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode array = list.putArray("data");
        entries.forEach(entry -> array.add(one(entry, today)));
        return list;
    }

    /** OpenAI's {@code created} is a model's birthday; no vendor's list has it, so it is 0 here. */
    public static ObjectNode one(ModelList.Entry entry, LocalDate today) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("id", entry.id())
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", entry.provider());
        Model model = entry.model();
        if (model == null) {
            // the vendor has it and the catalogue has not: usable, and unpriced
            json.putNull("pricing");
            return json;
        }
        json.put("mode", model.mode().name().toLowerCase(Locale.ROOT));
        json.put("context_window", model.contextWindow());
        json.put("max_output_tokens", model.maxOutputTokens());
        ArrayNode inputs = json.putArray("input_modalities");
        model.inputModalities().stream().sorted().forEach(inputs::add);
        ArrayNode parameters = json.putArray("supported_parameters");
        SupportedParameters.of(model).forEach(parameters::add);
        Prices prices = model.prices();
        json.set("pricing", prices == null ? json.nullNode() : pricing(prices));
        LocalDate end = model.deprecatedOn();
        if (end != null) {
            json.put("deprecated_on", end.toString());
            json.put("retired", !end.isAfter(today));
        }
        return json;
    }

    /** USD as decimal strings: tokens by the million, images by the piece. */
    private static JsonNode pricing(Prices prices) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("currency", "USD").put("unit", "per 1M tokens");
        tokens(json, prices.base());
        for (Tariff.Tier tier : prices.tiers()) {
            tokens(
                    json.withArray("tiers").addObject().put("above_prompt_tokens", tier.thresholdTokens()),
                    tier.prices());
        }
        prices.perImage()
                .forEach((quality, bySize) -> bySize.forEach((size, price) ->
                        json.withObject("per_image").withObjectProperty(quality).put(size, price.toPlainString())));
        return json;
    }

    private static void tokens(ObjectNode json, TokenPrices prices) {
        for (TokenKind kind : TokenKind.values()) {
            BigDecimal price = prices.own(kind);
            if (price != null) {
                json.put(kind.wireName(), price.toPlainString());
            }
        }
    }
}
