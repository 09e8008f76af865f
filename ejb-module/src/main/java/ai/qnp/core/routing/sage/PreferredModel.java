package ai.qnp.core.routing.sage;

/**
 * A model that an operator prefers for an intent.
 *
 * @param provider the provider's id
 * @param model the provider's slug or an alias of it; may hold a slash
 */
public record PreferredModel(String provider, String model) {
    /**
     * Reads {@code provider/slug}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static PreferredModel parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not written as provider/model");
        }
        return new PreferredModel(text.substring(0, slash), text.substring(slash + 1));
    }

    /** {@code provider/slug}. */
    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
