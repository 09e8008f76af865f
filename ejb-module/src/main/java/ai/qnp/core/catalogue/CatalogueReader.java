package ai.qnp.core.catalogue;

import ai.qnp.core.catalogue.Prices.Tier;
import ai.qnp.core.catalogue.Prices.TokenPrices;
import ai.qnp.core.openai.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code models.json}, schema version 1: one object a model, prices as exact decimal strings. */
public final class CatalogueReader {
    private static final int SCHEMA_VERSION = 1;

    private CatalogueReader() {}

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException when it is not of a schema version that this reader knows
     */
    public static Catalogue read(byte[] json) {
        JsonNode root = Json.MAPPER.readTree(json);
        int version = root.path("schema_version").asInt(0);
        if (version != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "the catalogue's schema_version is " + version + ", this version reads " + SCHEMA_VERSION);
        }
        List<Model> models = new ArrayList<>();
        root.path("models").forEach(node -> models.add(model(node)));
        Map<String, String> aliases = new HashMap<>();
        root.path("aliases")
                .properties()
                .forEach(alias -> aliases.put(alias.getKey(), alias.getValue().asString()));
        return new Catalogue(root.path("as_of").asString(), models, aliases);
    }

    private static Model model(JsonNode node) {
        Set<String> inputs = new LinkedHashSet<>();
        node.path("modalities").path("input").forEach(kind -> inputs.add(kind.asString()));
        Map<String, Boolean> supports = new HashMap<>();
        node.path("supports")
                .properties()
                .forEach(ability ->
                        supports.put(ability.getKey(), ability.getValue().asBoolean()));
        String deprecatedOn = text(node, "deprecated_on");
        return new Model(
                node.path("provider").asString(),
                node.path("model").asString(),
                Model.Mode.valueOf(node.path("mode").asString().toUpperCase(Locale.ROOT)),
                tokens(node, "context_window"),
                tokens(node, "max_output_tokens"),
                inputs,
                supports,
                prices(node.path("prices")),
                deprecatedOn == null ? null : LocalDate.parse(deprecatedOn));
    }

    private static @Nullable Prices prices(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        List<Tier> tiers = new ArrayList<>();
        node.path("tiers")
                .forEach(
                        tier -> tiers.add(new Tier(tier.path("threshold_tokens").asLong(), tokenPrices(tier))));
        return new Prices(tokenPrices(node), tiers, perImage(node.path("per_image")));
    }

    private static Map<String, Map<String, BigDecimal>> perImage(JsonNode qualities) {
        Map<String, Map<String, BigDecimal>> prices = new HashMap<>();
        qualities.properties().forEach(quality -> {
            Map<String, BigDecimal> bySize = new HashMap<>();
            quality.getValue()
                    .properties()
                    .forEach(size -> bySize.put(
                            size.getKey(), new BigDecimal(size.getValue().asString())));
            prices.put(quality.getKey(), Map.copyOf(bySize));
        });
        return prices;
    }

    private static TokenPrices tokenPrices(JsonNode node) {
        BigDecimal cacheWrite = price(node, "cache_write_5m");
        BigDecimal longCacheWrite = price(node, "cache_write_1h");
        return new TokenPrices(
                price(node, "input"),
                price(node, "output"),
                price(node, "cached_input"),
                cacheWrite == null ? price(node, "cache_write") : cacheWrite,
                longCacheWrite == null ? price(node, "cache_write_12h") : longCacheWrite,
                price(node, "reasoning_output"),
                price(node, "audio_input"),
                price(node, "audio_output"),
                price(node, "image_input"),
                price(node, "image_output"));
    }

    private static @Nullable BigDecimal price(JsonNode node, String field) {
        String decimal = text(node, field);
        return decimal == null ? null : new BigDecimal(decimal);
    }

    private static @Nullable Long tokens(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.asLong() : null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : null;
    }
}
