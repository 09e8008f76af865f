package ai.qnp.core.provider;

import ai.qnp.core.catalogue.Model;
import java.net.URI;
import java.util.HashSet;
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
 * @param foreignFields request fields that belong to other vendors alone: they are left out for this one
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
        Set<String> foreignFields,
        List<Model> ownModels) {
    public ProviderProfile {
        headers = Map.copyOf(headers);
        environmentKeys = List.copyOf(environmentKeys);
        ownFields = Set.copyOf(ownFields);
        foreignFields = Set.copyOf(foreignFields);
        ownModels = List.copyOf(ownModels);
    }

    /** A data sheet by itself: which other vendors there are is not known yet. */
    public ProviderProfile(
            String id,
            String name,
            URI baseUrl,
            AuthScheme auth,
            Map<String, String> headers,
            List<String> environmentKeys,
            DefaultModels defaultModels,
            Set<String> ownFields,
            List<Model> ownModels) {
        this(id, name, baseUrl, auth, headers, environmentKeys, defaultModels, ownFields, Set.of(), ownModels);
    }

    /** The same vendor, reached at another address. */
    ProviderProfile at(URI address) {
        return new ProviderProfile(
                id, name, address, auth, headers, environmentKeys, defaultModels, ownFields, foreignFields, ownModels);
    }

    /** The same vendor among others that own those fields all together. */
    ProviderProfile beside(Set<String> owned) {
        Set<String> foreign = new HashSet<>(owned);
        foreign.removeAll(ownFields);
        return new ProviderProfile(
                id, name, baseUrl, auth, headers, environmentKeys, defaultModels, ownFields, foreign, ownModels);
    }
}
