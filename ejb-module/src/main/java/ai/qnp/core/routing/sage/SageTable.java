package ai.qnp.core.routing.sage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The preferred models of each intent, the most preferred first. Immutable.
 *
 * @param preferred an intent that is not there has none
 */
public record SageTable(Map<Intent, List<PreferredModel>> preferred) {
    /** Prefers nothing. */
    public static final SageTable EMPTY = new SageTable(Map.of());

    public SageTable {
        Map<Intent, List<PreferredModel>> copy = new EnumMap<>(Intent.class);
        preferred.forEach((intent, models) -> copy.put(intent, List.copyOf(models)));
        preferred = Map.copyOf(copy);
    }

    /** The models for an intent. */
    public List<PreferredModel> modelsFor(Intent intent) {
        return preferred.getOrDefault(intent, List.of());
    }

    /** This table, with the other's intents in place of its own. */
    public SageTable with(SageTable edits) {
        Map<Intent, List<PreferredModel>> all = new EnumMap<>(Intent.class);
        all.putAll(preferred);
        all.putAll(edits.preferred);
        return new SageTable(all);
    }

    /** Only those intents whose models differ from the other table's. */
    public SageTable without(SageTable defaults) {
        Map<Intent, List<PreferredModel>> edits = new EnumMap<>(Intent.class);
        preferred.forEach((intent, models) -> {
            if (!models.equals(defaults.modelsFor(intent))) {
                edits.put(intent, models);
            }
        });
        return new SageTable(edits);
    }
}
