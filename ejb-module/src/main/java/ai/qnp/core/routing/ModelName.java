package ai.qnp.core.routing;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The model of a request, taken apart.
 *
 * @param provider the provider it names; null when it is a slug alone
 * @param slug the model; null for {@code qnp} and {@code qnp/auto}
 */
record ModelName(@Nullable String provider, @Nullable String slug) {
    private static final ModelName AUTOMATIC = new ModelName(null, null);

    /** A leading part counts as a provider only if it names one, since slugs may hold slashes themselves. */
    static ModelName parse(String text, Predicate<String> isProvider) {
        if (text.equals("qnp") || text.equals("qnp/auto")) {
            return AUTOMATIC;
        }
        int slash = text.indexOf('/');
        if (slash > 0 && isProvider.test(text.substring(0, slash))) {
            return new ModelName(text.substring(0, slash), text.substring(slash + 1));
        }
        return new ModelName(null, text);
    }
}
