package ai.qnp.core.catalogue;

import ai.qnp.core.openai.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prices as a catalogue writes them, which {@link PricesReader} reads again, and one by one by their names. */
public final class PriceFields {
    private PriceFields() {}

    /** As an object of the catalogue. */
    public static ObjectNode json(Prices prices) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        write(json, prices.standard());
        OffPeak offPeak = prices.offPeak();
        if (offPeak != null) {
            ObjectNode node = json.putObject("off_peak");
            write(node, offPeak.prices());
            ArrayNode windows = node.putArray("windows");
            offPeak.windows().forEach(window -> write(windows.addObject(), window));
        }
        sorted(prices.serviceTiers())
                .forEach((name, tariff) ->
                        write(json.withObjectProperty("service_tiers").putObject(name), tariff));
        sorted(prices.perImage())
                .forEach((quality, bySize) -> write(json.withObjectProperty("per_image"), quality, bySize));
        write(json, "per_request", prices.perRequest());
        write(json, "per_tool_call", prices.perToolCall());
        write(json, "multipliers", prices.multipliers());
        return json;
    }

    /** Every price by its path, {@code service_tiers.flex.input} for example, in alphabetical order; none for null. */
    public static SequencedMap<String, String> byPath(@Nullable Prices prices) {
        TreeMap<String, String> paths = new TreeMap<>();
        if (prices != null) {
            flatten("", json(prices), paths);
        }
        return paths;
    }

    private static void flatten(String path, ObjectNode node, Map<String, String> into) {
        node.properties().forEach(field -> {
            String name = path + field.getKey();
            if (field.getValue() instanceof ObjectNode inner) {
                flatten(name + ".", inner, into);
            } else {
                into.put(
                        name,
                        field.getValue().isString()
                                ? field.getValue().asString()
                                : field.getValue().toString());
            }
        });
    }

    private static void write(ObjectNode json, Tariff tariff) {
        write(json, tariff.base());
        tariff.tiers().stream()
                .sorted((one, other) -> Long.compare(one.thresholdTokens(), other.thresholdTokens()))
                .forEach(tier -> {
                    String name = "above_" + tier.thresholdTokens();
                    ObjectNode node = json.withObjectProperty("tiers").putObject(name);
                    write(node.put("threshold_tokens", tier.thresholdTokens()), tier.prices());
                });
    }

    private static void write(ObjectNode json, TokenPrices prices) {
        for (TokenKind kind : TokenKind.values()) {
            BigDecimal price = prices.own(kind);
            if (price != null) {
                json.put(kind.wireName(), price.toPlainString());
            }
        }
    }

    private static void write(ObjectNode json, OffPeak.Window window) {
        ArrayNode days = json.putArray("weekdays");
        window.days().stream().sorted().forEach(day -> days.add(day.getValue()));
        ArrayNode hours = json.putArray("hours_utc");
        window.hours().forEach(span -> hours.add(span.from() + "-" + span.to()));
    }

    private static void write(ObjectNode json, String name, Map<String, BigDecimal> prices) {
        if (!prices.isEmpty()) {
            ObjectNode node = json.putObject(name);
            sorted(prices).forEach((key, price) -> node.put(key, price.toPlainString()));
        }
    }

    private static <T> Map<String, T> sorted(Map<String, T> given) {
        return given.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }
}
