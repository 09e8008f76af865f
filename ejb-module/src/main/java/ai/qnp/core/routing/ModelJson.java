package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.PriceFields;
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
    /** What is written as the catalogue does. */
    private static final List<String> ALIKE =
            List.of("off_peak", "service_tiers", "per_image", "per_request", "per_tool_call", "multipliers");

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
        Prices prices = entry.prices();
        JsonNode pricing = prices == null ? json.nullNode() : pricing(prices);
        Model model = entry.model();
        if (model == null) {
            // the vendor has it and the catalogue has not: usable, and priced if the operator gave it a price
            json.set("pricing", pricing);
            return json;
        }
        json.put("mode", model.mode().name().toLowerCase(Locale.ROOT));
        json.put("context_window", model.contextWindow());
        json.put("max_output_tokens", model.maxOutputTokens());
        ArrayNode inputs = json.putArray("input_modalities");
        model.inputModalities().stream().sorted().forEach(inputs::add);
        ArrayNode parameters = json.putArray("supported_parameters");
        SupportedParameters.of(model).forEach(parameters::add);
        json.set("pricing", pricing);
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
        ObjectNode all = PriceFields.json(prices);
        ALIKE.stream().filter(all::has).forEach(name -> json.set(name, all.get(name)));
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
