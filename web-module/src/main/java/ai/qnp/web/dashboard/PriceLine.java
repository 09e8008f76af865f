package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.PriceFields;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.PriceBook;
import java.io.Serializable;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of the price book.
 *
 * @param overridden whether the operator set its prices
 * @param more everything but the plain prices, as the catalogue writes it; empty for nothing
 */
public record PriceLine(
        String provider,
        String model,
        boolean overridden,
        String input,
        String cached,
        String output,
        String more,
        int moreCount)
        implements Serializable {
    /** What the form has fields of its own for. */
    static final Set<String> PLAIN = Set.of("input", "cached_input", "output");

    static PriceLine of(PriceBook.Line line) {
        Prices prices = line.prices();
        TokenPrices base = prices == null ? TokenPrices.NONE : prices.base();
        ObjectNode others = prices == null ? Json.MAPPER.createObjectNode() : PriceFields.json(prices);
        others.remove(PLAIN);
        return new PriceLine(
                line.provider(),
                line.model(),
                line.overridden(),
                Figures.exactMoney(base.input()),
                Figures.exactMoney(base.own(TokenKind.CACHED_INPUT)),
                Figures.exactMoney(base.output()),
                others.isEmpty() ? "" : others.toPrettyString(),
                others.size());
    }
}
