package ai.qnp.core.catalogue;

import ai.qnp.core.openai.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code models.json}, schema version 1: one object a model, prices as exact decimal strings. */
public final class CatalogueReader {
    private static final int SCHEMA_VERSION = 1;

    private CatalogueReader() {}

    /**
     * Reads a catalogue, whose version is the day as of which it is.
     *
     * @throws Malformed when it is none, or not of a schema version that this reader knows
     */
    public static Catalogue read(byte[] json) {
        JsonNode root = tree(json);
        int version = root.path("schema_version").asInt(0);
        if (version != SCHEMA_VERSION) {
            throw new Malformed(
                    "the catalogue's schema_version", "is " + version + ", this version reads " + SCHEMA_VERSION);
        }
        List<Model> models = models(root.path("models"));
        return new Catalogue(
                date("as_of", text("as_of", root.path("as_of"))).toString(),
                models,
                aliases(root.path("aliases"), models));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JacksonException notJson) {
            throw new Malformed(
                    "line " + notJson.getLocation().getLineNr() + " of the catalogue",
                    "is no JSON: " + notJson.getOriginalMessage());
        }
    }

    private static List<Model> models(JsonNode nodes) {
        if (!nodes.isArray() || nodes.isEmpty()) {
            throw new Malformed("models", "must be a list that is not empty");
        }
        List<Model> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : nodes) {
            String at =
                    "models[" + models.size() + "] (" + node.path("provider").asString("") + "/"
                            + node.path("model").asString("") + ")";
            try {
                Model model = model(node);
                if (!names.add(model.qualifiedName().toLowerCase(Locale.ROOT))) {
                    throw new Malformed("model", "is listed twice");
                }
                models.add(model);
            } catch (Malformed inside) {
                throw inside.within(at + ":");
            }
        }
        return models;
    }

    private static Model model(JsonNode node) {
        PricesReader.objectAt("it", node);
        JsonNode prices = node.path("prices");
        JsonNode end = node.path("deprecated_on");
        return new Model(
                text("provider", node.path("provider")),
                text("model", node.path("model")),
                mode(node.path("mode").asString("")),
                tokens("context_window", node),
                tokens("max_output_tokens", node),
                inputs(node.path("modalities").path("input")),
                supports(node.path("supports")),
                prices.isNull() || prices.isMissingNode() ? null : PricesReader.read(prices),
                end.isNull() || end.isMissingNode() ? null : date("deprecated_on", text("deprecated_on", end)));
    }

    private static Model.Mode mode(String name) {
        for (Model.Mode mode : Model.Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw new Malformed("mode", "must be chat, responses, embedding or image_generation");
    }

    private static Set<String> inputs(JsonNode node) {
        Set<String> inputs = new LinkedHashSet<>();
        node.forEach(kind -> inputs.add(text("modalities.input", kind)));
        return inputs;
    }

    private static Map<String, Boolean> supports(JsonNode node) {
        Map<String, Boolean> supports = new HashMap<>();
        node.properties().forEach(ability -> {
            if (!ability.getValue().isBoolean()) {
                throw new Malformed("supports." + ability.getKey(), "must be true or false");
            }
            supports.put(ability.getKey(), ability.getValue().asBoolean());
        });
        return supports;
    }

    private static Map<String, String> aliases(JsonNode node, List<Model> models) {
        Set<String> listed = new HashSet<>();
        models.forEach(model -> listed.add(model.qualifiedName()));
        Map<String, String> aliases = new HashMap<>();
        node.properties().forEach(alias -> {
            String target = text("aliases." + alias.getKey(), alias.getValue());
            String provider = alias.getKey().substring(0, alias.getKey().indexOf('/') + 1);
            if (!listed.contains(target) || provider.isEmpty() || !target.startsWith(provider)) {
                throw new Malformed(
                        "aliases." + alias.getKey(),
                        "must stand for a listed model of its provider, not '" + target + "'");
            }
            aliases.put(alias.getKey(), target);
        });
        return aliases;
    }

    private static @Nullable Long tokens(String name, JsonNode model) {
        JsonNode value = model.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed(name, "must be a whole number or null");
        }
        return value.asLong();
    }

    private static LocalDate date(String at, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new Malformed(at, "must be a date like 2026-11-22");
        }
    }

    private static String text(String at, JsonNode node) {
        if (!node.isString() || node.asString().isBlank()) {
            throw new Malformed(at, "must be a string");
        }
        return node.asString();
    }
}
