package ai.qnp.core.provider;

import ai.qnp.core.catalogue.Model;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vendor's data sheet.
 *
 * @param id the provider id of the contract
 * @param name the vendor's name for people
 * @param baseUrl where the vendor is reached unless overridden
 * @param auth how it wants its key
 * @param headers sent with each request, an API version for example
 * @param environmentKeys the names under which people already keep the vendor's key in their environment
 * @param defaultModels the models that stand for the provider when none is named
 * @param ownFields request fields that belong to this vendor (and to any other that names them too): they go to no other
 * @param ownModels models that no price list has (the demo's), in the catalogue's terms
 */
public record ProviderProfile(
        String id,
        String name,
        URI baseUrl,
        AuthScheme auth,
        Map<String, String> headers,
        List<String> environmentKeys,
        DefaultModels defaultModels,
        Set<String> ownFields,
        List<Model> ownModels) {
    public ProviderProfile {
        headers = Map.copyOf(headers);
        environmentKeys = List.copyOf(environmentKeys);
        ownFields = Set.copyOf(ownFields);
        ownModels = List.copyOf(ownModels);
    }

    /** The same vendor, reached at another address. */
    public ProviderProfile at(URI address) {
        return new ProviderProfile(
                id, name, address, auth, headers, environmentKeys, defaultModels, ownFields, ownModels);
    }
}
