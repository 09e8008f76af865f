package ai.qnp.core.provider;

import ai.qnp.core.catalogue.Model;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder may need to know beyond the request.
 *
 * @param model the vendor's slug, which replaces the request's own
 * @param facts what the catalogue knows of the model; null when it has no such model
 * @param files the files that {@link Encoded.NeedsFiles} asked for, by their addresses
 */
public record EncodingContext(String model, @Nullable Model facts, Map<String, FetchedFile> files) {
    public EncodingContext {
        files = Map.copyOf(files);
    }

    /** A model without anything known of it and nothing fetched yet. */
    public static EncodingContext of(String model) {
        return new EncodingContext(model, null, Map.of());
    }

    /** The same with files. */
    public EncodingContext with(Map<String, FetchedFile> fetched) {
        return new EncodingContext(model, facts, fetched);
    }
}
