package ai.qnp.ee.persistence;

import ai.qnp.core.metering.ImagesMade;
import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a usage decides its cost and has no column of its own, as JSON: few requests have any of it, and a new kind
 * needs no new column.
 */
final class PricedUnitsText {
    /** The parts that are columns. */
    private static final Set<TokenPart> COLUMNS = Set.of(
            TokenPart.CACHED,
            TokenPart.CACHE_WRITE,
            TokenPart.LONG_CACHE_WRITE,
            TokenPart.REASONING,
            TokenPart.AUDIO_PROMPT,
            TokenPart.AUDIO_COMPLETION);

    private PricedUnitsText() {}

    /** The text; null where the columns tell everything. */
    static @Nullable String write(TokenUsage usage) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        EnumSet.allOf(TokenPart.class).stream()
                .filter(part -> !COLUMNS.contains(part) && usage.of(part) != 0)
                .forEach(part -> json.withObjectProperty("tokens").put(wireName(part), usage.of(part)));
        Terms terms = usage.terms();
        put(json, "service_tier", terms.serviceTier());
        put(json, "search_context", terms.searchContext());
        if (!terms.multipliers().isEmpty()) {
            ArrayNode multipliers = json.putArray("multipliers");
            terms.multipliers().stream().sorted().forEach(multipliers::add);
        }
        terms.toolCalls()
                .forEach((tool, times) -> json.withObjectProperty("tool_calls").put(tool, times));
        ImagesMade images = terms.images();
        if (images != null) {
            ObjectNode made = json.putObject("images").put("count", images.count());
            put(made, "quality", images.quality());
            put(made, "size", images.size());
        }
        return json.isEmpty() ? null : json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** The usage of the columns with what the text adds. */
    static TokenUsage read(TokenUsage columns, @Nullable String text) {
        if (text == null) {
            return columns;
        }
        JsonNode json = Json.MAPPER.readTree(text);
        TokenUsage usage = columns;
        for (TokenPart part : TokenPart.values()) {
            JsonNode tokens = json.path("tokens").path(wireName(part));
            usage = tokens.isNumber() ? usage.with(part, tokens.asLong()) : usage;
        }
        return usage.on(terms(json));
    }

    private static Terms terms(JsonNode json) {
        Set<String> multipliers = new HashSet<>();
        json.path("multipliers").forEach(name -> multipliers.add(name.asString()));
        Map<String, Long> calls = new HashMap<>();
        json.path("tool_calls")
                .properties()
                .forEach(call -> calls.put(call.getKey(), call.getValue().asLong()));
        JsonNode made = json.path("images");
        ImagesMade images = made.isObject()
                ? new ImagesMade(made.path("count").asInt(), text(made, "quality"), text(made, "size"))
                : null;
        return new Terms(text(json, "service_tier"), multipliers, text(json, "search_context"), calls, images);
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isString() ? json.path(name).asString() : null;
    }

    private static String wireName(TokenPart part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
