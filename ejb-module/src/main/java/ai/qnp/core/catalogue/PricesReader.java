package ai.qnp.core.catalogue;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a model's {@code prices}: exact decimal strings under known names. A name that is not known is refused, because
 * what it prices would otherwise be charged at another price.
 */
public final class PricesReader {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");
    private static final String UNIT = "per 1M tokens";
    private static final Set<String> PLACES = Set.of(
            "currency",
            "unit",
            "tiers",
            "off_peak",
            "service_tiers",
            "per_image",
            "per_request",
            "per_tool_call",
            "multipliers");

    /** Vendors' caches have different lifetimes, and their prices different names. */
    private static final Map<String, TokenKind> KINDS = kinds(Map.of(
            "cache_write_5m", TokenKind.CACHE_WRITE,
            "cache_write_1h", TokenKind.LONG_CACHE_WRITE,
            "cache_write_12h", TokenKind.LONG_CACHE_WRITE));

    private PricesReader() {}

    private static Map<String, TokenKind> kinds(Map<String, TokenKind> others) {
        Map<String, TokenKind> kinds = new HashMap<>(others);
        for (TokenKind kind : TokenKind.values()) {
            kinds.put(kind.wireName(), kind);
        }
        return Map.copyOf(kinds);
    }

    /**
     * Reads prices.
     *
     * @throws Malformed when they are none
     */
    public static Prices read(JsonNode node) {
        objectAt("prices", node);
        constant(node, "currency", "USD");
        constant(node, "unit", UNIT);
        return new Prices(
                tariff("prices", node, PLACES),
                offPeak(node.path("off_peak")),
                byName(
                        "prices.service_tiers",
                        node.path("service_tiers"),
                        (at, tier) -> tariff(at, tier, Set.of("tiers"))),
                byName(
                        "prices.per_image",
                        node.path("per_image"),
                        (at, sizes) -> byName(at, sizes, PricesReader::decimal)),
                byName("prices.per_request", node.path("per_request"), PricesReader::decimal),
                byName("prices.per_tool_call", node.path("per_tool_call"), PricesReader::decimal),
                byName("prices.multipliers", node.path("multipliers"), PricesReader::decimal));
    }

    private static void constant(JsonNode node, String name, String only) {
        if (node.has(name) && !node.path(name).asString("").equals(only)) {
            throw new Malformed("prices." + name, "must be '" + only + "'");
        }
    }

    private static Tariff tariff(String at, JsonNode node, Set<String> others) {
        TokenPrices base = tokens(at, node, others);
        List<Tariff.Tier> tiers = new ArrayList<>(
                byName(at + ".tiers", node.path("tiers"), PricesReader::tier).values());
        return new Tariff(base, tiers);
    }

    private static Tariff.Tier tier(String at, JsonNode node) {
        TokenPrices prices = tokens(at, node, Set.of("threshold_tokens"));
        JsonNode threshold = node.path("threshold_tokens");
        if (!threshold.isIntegralNumber() || !threshold.canConvertToLong() || threshold.asLong() < 0) {
            throw new Malformed(at + ".threshold_tokens", "must be a whole number of tokens");
        }
        return new Tariff.Tier(threshold.asLong(), prices);
    }

    private static @Nullable OffPeak offPeak(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        String at = "prices.off_peak";
        return new OffPeak(tokens(at, node, Set.of("windows")), WindowsReader.read(at, node.path("windows")));
    }

    private static TokenPrices tokens(String at, JsonNode node, Set<String> others) {
        objectAt(at, node);
        Map<TokenKind, BigDecimal> prices = new EnumMap<>(TokenKind.class);
        node.properties().forEach(field -> {
            TokenKind kind = KINDS.get(field.getKey());
            if (kind == null && !others.contains(field.getKey())) {
                throw new Malformed(at + "." + field.getKey(), "is no price that is known here");
            }
            if (kind != null && prices.put(kind, decimal(at + "." + field.getKey(), field.getValue())) != null) {
                throw new Malformed(at + "." + field.getKey(), "says what another name of the same price says already");
            }
        });
        return new TokenPrices(prices);
    }

    private static <T> Map<String, T> byName(String at, JsonNode node, BiFunction<String, JsonNode, T> reader) {
        Map<String, T> found = new HashMap<>();
        if (!node.isMissingNode()) {
            objectAt(at, node);
            node.properties()
                    .forEach(field -> found.put(
                            field.getKey(), requireNonNull(reader.apply(at + "." + field.getKey(), field.getValue()))));
        }
        return found;
    }

    private static BigDecimal decimal(String at, JsonNode node) {
        if (!node.isString() || !DECIMAL.matcher(node.asString()).matches()) {
            throw new Malformed(at, "must be a string with a plain decimal, like \"0.15\"");
        }
        return new BigDecimal(node.asString());
    }

    static void objectAt(String at, JsonNode node) {
        if (!node.isObject()) {
            throw new Malformed(at, "must be an object");
        }
    }
}
