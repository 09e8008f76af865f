package ai.qnp.core.routing;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models that a grant can use. */
public final class ModelList {
    private ModelList() {}

    /**
     * One usable model.
     *
     * @param id {@code provider/slug}
     * @param provider the provider's id
     * @param model the catalogue's facts; null when it has none
     * @param prices null when none is known
     */
    public record Entry(
            String id,
            String provider,
            @Nullable Model model,
            @Nullable Prices prices) {}

    /** All of them, in the order of the grant's providers. */
    public static List<Entry> of(Grant grant, Platform platform) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Offer offer : Offer.of(grant, platform)) {
            if (offer.credential() == null) {
                continue;
            }
            String provider = offer.provider().id();
            for (String slug : offer.knownModels()) {
                Model facts = platform.catalogue().find(provider, slug);
                if (facts != null && !grant.scope().permissions().contains(permissionFor(facts.mode()))) {
                    continue;
                }
                String id = provider + "/" + slug;
                entries.putIfAbsent(
                        id, new Entry(id, provider, facts, platform.catalogue().prices(provider, slug)));
            }
        }
        return List.copyOf(entries.values());
    }

    private static Permission permissionFor(Model.Mode mode) {
        return switch (mode) {
            case CHAT, RESPONSES -> Permission.CHAT;
            case EMBEDDING -> Permission.EMBEDDINGS;
            case IMAGE_GENERATION -> Permission.IMAGES;
        };
    }

    /** The model of that id, written {@code provider/slug}, as a slug alone or as an alias; null when it can't be used. */
    public static @Nullable Entry find(Grant grant, Platform platform, String id) {
        for (Entry entry : of(grant, platform)) {
            String slug = entry.id().substring(entry.provider().length() + 1);
            if (entry.id().equals(id) || slug.equals(id) || isAlias(platform, entry, slug, id)) {
                return entry;
            }
        }
        return null;
    }

    private static boolean isAlias(Platform platform, Entry entry, String slug, String id) {
        String prefix = entry.provider() + "/";
        String name = id.startsWith(prefix) ? id.substring(prefix.length()) : id;
        return platform.catalogue().resolve(entry.provider(), name).equals(slug);
    }
}
