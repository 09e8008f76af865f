package ai.qnp.core.catalogue;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** USD per million tokens, by kind of token. Immutable. */
public record TokenPrices(Map<TokenKind, BigDecimal> byKind) {
    /** No price at all. */
    public static final TokenPrices NONE = new TokenPrices(Map.of());

    public TokenPrices {
        byKind = Map.copyOf(byKind);
    }

    /** Prices of text alone. */
    public static TokenPrices of(BigDecimal input, BigDecimal output) {
        return new TokenPrices(Map.of(TokenKind.INPUT, input, TokenKind.OUTPUT, output));
    }

    /** The kind's own price; null when it has none. */
    public @Nullable BigDecimal own(TokenKind kind) {
        return byKind.get(kind);
    }

    /** What a token of that kind costs: its own price, else that of the plainer kind; null when neither is known. */
    public @Nullable BigDecimal price(TokenKind kind) {
        for (TokenKind priced = kind; priced != null; priced = priced.plain()) {
            BigDecimal own = byKind.get(priced);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** These prices where others say nothing. */
    public TokenPrices under(TokenPrices others) {
        if (others.byKind.isEmpty()) {
            return this;
        }
        Map<TokenKind, BigDecimal> both = new EnumMap<>(TokenKind.class);
        both.putAll(byKind);
        both.putAll(others.byKind);
        return new TokenPrices(both);
    }

    /** The price of text prompt tokens. */
    public @Nullable BigDecimal input() {
        return own(TokenKind.INPUT);
    }

    /** The price of text completion tokens. */
    public @Nullable BigDecimal output() {
        return own(TokenKind.OUTPUT);
    }
}
