package ai.qnp.core.health;

/**
 * A credential: every provider's platform credential has the same id, so the provider belongs to it.
 *
 * @param provider the provider's id
 * @param credential the credential's id, or {@code platform}
 */
public record CredentialKey(String provider, String credential) {}
