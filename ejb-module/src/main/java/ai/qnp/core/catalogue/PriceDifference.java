package ai.qnp.core.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changes in prices from one catalogue to another.
 *
 * @param added models that only the new one has
 * @param removed models that only the old one has
 * @param changed prices of models that both have
 */
public record PriceDifference(List<Model> added, List<Model> removed, List<Change> changed) {
    /**
     * One price.
     *
     * @param model {@code provider/slug}
     * @param field the price's path, {@code tiers.above_200000.input} for example
     * @param before null where it had none
     * @param after null where it has none any more
     */
    public record Change(
            String model,
            String field,
            @Nullable String before,
            @Nullable String after) {}

    public PriceDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** From the one to the other. */
    public static PriceDifference between(Catalogue before, Catalogue after) {
        Map<String, Model> old = byName(before);
        Map<String, Model> now = byName(after);
        List<Model> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        now.forEach((name, model) -> {
            Model known = old.remove(name);
            if (known == null) {
                added.add(model);
            } else {
                compare(name, known.prices(), model.prices(), changed);
            }
        });
        return new PriceDifference(added, List.copyOf(old.values()), changed);
    }

    /** Whether no price changes. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    private static Map<String, Model> byName(Catalogue catalogue) {
        Map<String, Model> models = new TreeMap<>();
        catalogue.models().forEach(model -> models.put(model.qualifiedName(), model));
        return models;
    }

    private static void compare(String model, @Nullable Prices before, @Nullable Prices after, List<Change> changes) {
        SequencedMap<String, String> old = PriceFields.byPath(before);
        SequencedMap<String, String> now = PriceFields.byPath(after);
        SequencedSet<String> fields = new TreeSet<>(old.keySet());
        fields.addAll(now.keySet());
        for (String field : fields) {
            String was = old.get(field);
            String is = now.get(field);
            if (was == null || !was.equals(is)) {
                changes.add(new Change(model, field, was, is));
            }
        }
    }
}
