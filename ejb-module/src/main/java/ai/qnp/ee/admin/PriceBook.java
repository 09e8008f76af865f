package ai.qnp.ee.admin;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Prices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of the price book.
 *
 * @param version what usage records keep
 * @param at since when it holds, or held
 * @param lines by provider and model
 */
public record PriceBook(String version, Instant at, List<Line> lines) {
    /**
     * A model.
     *
     * @param prices null when none is known
     * @param overridden whether the operator set them
     */
    public record Line(
            String provider, String model, @Nullable Prices prices, boolean overridden) {}

    public PriceBook {
        lines = List.copyOf(lines);
    }

    /**
     * The book of a version.
     *
     * @param overridden {@code provider/slug} of the models whose prices the operator set
     * @param provider only this provider's; null for all
     * @param model only this model, aliases count; null for all
     */
    static PriceBook of(
            Catalogue catalogue,
            Instant at,
            Set<String> overridden,
            @Nullable String provider,
            @Nullable String model) {
        List<Line> lines = new ArrayList<>();
        catalogue
                .models()
                .forEach(known -> lines.add(new Line(
                        known.provider(),
                        known.slug(),
                        known.prices(),
                        overridden.contains(
                                known.provider() + "/" + catalogue.resolve(known.provider(), known.slug())))));
        catalogue.pricesAlone().forEach((name, prices) -> {
            int slash = name.indexOf('/');
            lines.add(new Line(name.substring(0, slash), name.substring(slash + 1), prices, true));
        });
        lines.removeIf(line -> (provider != null && !provider.equals(line.provider))
                || (model != null
                        && !catalogue
                                .resolve(line.provider, model)
                                .equals(catalogue.resolve(line.provider, line.model))));
        lines.sort(Comparator.comparing(Line::provider).thenComparing(Line::model));
        return new PriceBook(catalogue.version(), at, lines);
    }
}
