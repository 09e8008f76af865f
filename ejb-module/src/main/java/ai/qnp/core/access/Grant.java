package ai.qnp.core.access;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stored API key allows, as the relay needs it.
 *
 * @param keyId the key's id
 * @param firstKeyId the first of the keys that were rotated into each other up to this one: they share budget and limits
 * @param accountId whose key it is
 * @param chain in priority order; empty means platform mode
 * @param credentials the account's own credentials that the chain names, by id
 * @param logBodies what is kept of its requests' bodies; null for nothing
 */
public record Grant(
        String keyId,
        String firstKeyId,
        String accountId,
        Scope scope,
        List<ChainStep> chain,
        Map<String, Credential> credentials,
        Spending spending,
        @Nullable BodyLogging logBodies) {
    public Grant {
        chain = List.copyOf(chain);
        credentials = Map.copyOf(credentials);
    }

    /** A key that replaced none, of whose bodies nothing is kept. */
    public Grant(
            String keyId,
            String accountId,
            Scope scope,
            List<ChainStep> chain,
            Map<String, Credential> credentials,
            Spending spending) {
        this(keyId, keyId, accountId, scope, chain, credentials, spending, null);
    }
}
