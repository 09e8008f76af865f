package ai.qnp.core.health;

import ai.qnp.core.routing.Target;

/**
 * What a breaker belongs to.
 *
 * @param provider the provider's id
 * @param model the vendor's slug
 * @param credential the credential's id, or {@code platform}
 */
public record TargetKey(String provider, String model, String credential) {
    /** The key of a plan's target. */
    public static TargetKey of(Target target) {
        return new TargetKey(
                target.provider().profile().id(),
                target.model(),
                target.credential().id());
    }

    CredentialKey credentialKey() {
        return new CredentialKey(provider, credential);
    }
}
