package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model as a line of the catalogue.
 *
 * @param name what a request calls it
 * @param context tokens; a dash when unknown
 * @param abilities in the catalogue's words
 * @param input USD for a million tokens
 * @param retirement the day the vendor stops serving it
 * @param retired whether that day has come
 * @param usable whether the account can ask its provider
 * @param playground where somebody can talk with it; null where nobody can
 */
public record ModelLine(
        String provider,
        String name,
        String mode,
        String context,
        String longest,
        List<String> abilities,
        String input,
        String cached,
        String output,
        @Nullable LocalDate retirement,
        boolean retired,
        boolean usable,
        @Nullable String playground) {
    private static final String PLAYGROUND = "/dashboard/playground.xhtml";

    static ModelLine of(Model model, String providerName, boolean usable, LocalDate today) {
        Prices prices = model.prices();
        TokenPrices base = prices == null ? TokenPrices.NONE : prices.base();
        LocalDate end = model.deprecatedOn();
        boolean retired = end != null && !end.isAfter(today);
        return new ModelLine(
                providerName,
                model.qualifiedName(),
                model.mode().name().toLowerCase(Locale.ROOT),
                tokens(model.contextWindow()),
                tokens(model.maxOutputTokens()),
                abilities(model),
                price(base.input()),
                price(base.own(TokenKind.CACHED_INPUT)),
                price(base.output()),
                end,
                retired,
                usable,
                usable && !retired && model.chats()
                        ? Link.to(PLAYGROUND)
                                .with("model", model.qualifiedName())
                                .text()
                        : null);
    }

    private static List<String> abilities(Model model) {
        return Stream.concat(
                        model.inputModalities().stream().filter(kind -> !kind.equals("text")),
                        model.supports().entrySet().stream()
                                .filter(Map.Entry::getValue)
                                .map(Map.Entry::getKey))
                .map(word -> word.replace('_', ' '))
                .distinct()
                .sorted()
                .toList();
    }

    private static String tokens(@Nullable Long count) {
        return count == null ? "–" : Figures.count(count);
    }

    private static String price(@Nullable BigDecimal perMillion) {
        return Figures.exactMoney(perMillion);
    }
}
