package ai.qnp.ee.vault;

import ai.qnp.core.provider.Credential;
import ai.qnp.ee.persistence.CredentialRow;
import ai.qnp.ee.persistence.SealedCredentials;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Stored credentials, opened with the master key. */
public record VaultCredentials(Vault vault) implements SealedCredentials {
    private static final System.Logger LOG = System.getLogger(VaultCredentials.class.getName());

    @Override
    public @Nullable Credential open(CredentialRow row, URI baseUrl) {
        try {
            String purpose = CredentialRow.sealedFor(row.id(), row.accountId());
            return new Credential(row.id(), row.provider(), vault.open(row.sealedApiKey(), purpose), baseUrl);
        } catch (Vault.CannotOpen damaged) {
            LOG.log(System.Logger.Level.ERROR, "credential " + row.id() + " can't be used", damaged);
            return null;
        }
    }
}
