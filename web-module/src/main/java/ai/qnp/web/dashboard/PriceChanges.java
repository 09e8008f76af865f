package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.PriceDifference;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.ee.admin.PriceBook;
import ai.qnp.ee.admin.PriceImport;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another catalogue would change, as a page shows it.
 *
 * @param asOf the day as of which it is
 * @param changed prices of models that stay; of each list the first {@value #MOST}
 * @param added models that come, with their prices
 * @param removed models that go
 * @param counts how many there are of each, in this order
 */
public record PriceChanges(
        String asOf, List<Line> changed, List<PriceLine> added, List<String> removed, List<Integer> counts)
        implements Serializable {
    /** More rows than anybody reads; the management API lists all. */
    static final int MOST = 500;

    public PriceChanges {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        counts = List.copyOf(counts);
    }

    /**
     * One price that changes.
     *
     * @param field the price's path, as a catalogue names it
     * @param before a dash where it had none
     * @param after a dash where it has none any more
     * @param tone {@code up}, {@code down}, or nothing where the two can't be compared
     */
    public record Line(String model, String field, String before, String after, String tone) implements Serializable {
        static Line of(PriceDifference.Change change) {
            return new Line(
                    change.model(), change.field(), written(change.before()), written(change.after()), tone(change));
        }

        private static String written(@Nullable String price) {
            return price == null ? "–" : price;
        }

        private static String tone(PriceDifference.Change change) {
            BigDecimal before = amount(change.before());
            BigDecimal after = amount(change.after());
            if (before == null || after == null) {
                return "";
            }
            return after.compareTo(before) > 0 ? "up" : "down";
        }

        /** Not every field is an amount: hours of the day are none. */
        private static @Nullable BigDecimal amount(@Nullable String text) {
            return text == null ? null : MoneyText.parse(text);
        }
    }

    static PriceChanges of(PriceImport imported) {
        PriceDifference difference = imported.difference();
        return new PriceChanges(
                imported.asOf(),
                difference.changed().stream().limit(MOST).map(Line::of).toList(),
                difference.added().stream().limit(MOST).map(PriceChanges::line).toList(),
                difference.removed().stream()
                        .limit(MOST)
                        .map(Model::qualifiedName)
                        .toList(),
                List.of(
                        difference.changed().size(),
                        difference.added().size(),
                        difference.removed().size()));
    }

    private static PriceLine line(Model model) {
        return PriceLine.of(new PriceBook.Line(model.provider(), model.slug(), model.prices(), false));
    }

    /** Whether no price changes at all. */
    public boolean none() {
        return counts.stream().allMatch(count -> count == 0);
    }
}
