package ai.qnp.core.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models that QNP knows and the other names they go by. Immutable. */
public final class Catalogue {
    private final String version;
    private final Map<String, Map<String, Model>> byProvider;
    private final Map<String, String> aliases;

    /**
     * Makes a catalogue.
     *
     * @param version which edition of the facts this is; usage records keep it as their price version
     * @param aliases {@code provider/name} to {@code provider/slug}
     */
    public Catalogue(String version, List<Model> models, Map<String, String> aliases) {
        this.version = version;
        this.aliases = Map.copyOf(aliases);
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

    /** All models of a provider, in the catalogue's order. */
    public List<Model> modelsOf(String provider) {
        Map<String, Model> models = byProvider.get(provider);
        return models == null ? List.of() : List.copyOf(models.values());
    }

    /** This catalogue and some more models, which replace those of the same name. */
    public Catalogue with(List<Model> more) {
        List<Model> all = new ArrayList<>();
        byProvider.values().forEach(models -> all.addAll(models.values()));
        all.addAll(more);
        return new Catalogue(version, all, aliases);
    }
}
