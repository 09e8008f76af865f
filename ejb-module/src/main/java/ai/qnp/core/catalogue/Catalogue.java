package ai.qnp.core.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models that QNP knows, the other names they go by, and what they cost. Immutable. */
public final class Catalogue {
    private final String version;
    private final Map<String, Map<String, Model>> byProvider;
    private final Map<String, String> aliases;
    /** By {@code provider/slug}, of models that are not listed: a price alone lists no model, and routes nothing. */
    private final Map<String, Prices> pricesAlone;

    /**
     * Makes a catalogue.
     *
     * @param version which edition of the facts this is; usage records keep it as their price version
     * @param aliases {@code provider/name} to {@code provider/slug}
     */
    public Catalogue(String version, List<Model> models, Map<String, String> aliases) {
        this(version, models, aliases, Map.of());
    }

    private Catalogue(
            String version, List<Model> models, Map<String, String> aliases, Map<String, Prices> pricesAlone) {
        this.version = version;
        this.aliases = Map.copyOf(aliases);
        this.pricesAlone = Map.copyOf(pricesAlone);
        this.byProvider = new LinkedHashMap<>();
        models.forEach(model -> byProvider
                .computeIfAbsent(model.provider(), provider -> new LinkedHashMap<>())
                .put(model.slug(), model));
    }

    /** Which edition of the facts this is. */
    public String version() {
        return version;
    }

    /** The slug that a name stands for: an alias's target, else the name itself. */
    public String resolve(String provider, String name) {
        String target = aliases.get(provider + "/" + name);
        return target == null ? name : target.substring(provider.length() + 1);
    }

    /** The model of that slug or alias, or null when the catalogue lacks it. */
    public @Nullable Model find(String provider, String name) {
        Map<String, Model> models = byProvider.get(provider);
        return models == null ? null : models.get(resolve(provider, name));
    }

    /** What the model of that slug or alias costs, listed or not; null when no price is known. */
    public @Nullable Prices prices(String provider, String name) {
        Model model = find(provider, name);
        return model == null ? pricesAlone.get(provider + "/" + name) : model.prices();
    }

    /** All models of a provider, in the catalogue's order. */
    public List<Model> modelsOf(String provider) {
        Map<String, Model> models = byProvider.get(provider);
        return models == null ? List.of() : List.copyOf(models.values());
    }

    /** All models, provider by provider. */
    public List<Model> models() {
        return byProvider.values().stream()
                .flatMap(models -> models.values().stream())
                .toList();
    }

    /** What models that are not listed cost, by {@code provider/slug}. */
    public Map<String, Prices> pricesAlone() {
        return pricesAlone;
    }

    /** This catalogue and some more models, which replace those of the same name. */
    public Catalogue with(List<Model> more) {
        List<Model> all = new ArrayList<>(models());
        all.addAll(more);
        return new Catalogue(version, all, aliases).priced(version, pricesAlone);
    }

    /**
     * This catalogue with other prices, which replace all prices of the model that they are for, whatever name it goes by.
     *
     * @param edition the version of the result
     * @param prices by {@code provider/slug}
     */
    public Catalogue priced(String edition, Map<String, Prices> prices) {
        Map<String, Prices> alone = new HashMap<>(pricesAlone);
        prices.forEach((name, own) -> alone.put(aliases.getOrDefault(name, name), own));
        List<Model> all = new ArrayList<>();
        for (Model model : models()) {
            Prices own = alone.get(aliases.getOrDefault(model.qualifiedName(), model.qualifiedName()));
            all.add(own == null ? model : model.at(own));
        }
        all.forEach(model -> alone.remove(model.qualifiedName()));
        return new Catalogue(edition, all, aliases, alone);
    }
}
