package ai.qnp.ee.platform;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries credentials before they are kept: their provider is asked for its list of models, which costs nothing. */
public final class CredentialTrials {
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final Supplier<Platform> platform;
    private final Fetching operators;
    private final Fetching accounts;

    /** Fetches a path of a provider. */
    @FunctionalInterface
    public interface Fetching {
        /** Asks with that credential, for no longer than the limit. */
        Opened fetch(ProviderProfile profile, Credential credential, String path, Duration limit);
    }

    /** What came of a trial. */
    public sealed interface Tried {
        /** The provider took it. */
        record Accepted() implements Tried {}

        /** The provider did not, or could not be asked; the words don't hold the key. */
        record Failed(Failure failure) implements Tried {}

        /** The provider has nothing that can be asked for free. */
        record NotAsked() implements Tried {}
    }

    /**
     * Tries credentials for the providers of a platform.
     *
     * @param operators for addresses that the operator vouches for
     * @param accounts for addresses that accounts chose, which it judges
     */
    public CredentialTrials(Supplier<Platform> platform, Fetching operators, Fetching accounts) {
        this.platform = platform;
        this.operators = operators;
        this.accounts = accounts;
    }

    /** Tries a credential; waits for the provider's answer. */
    public Tried of(Credential credential) {
        PlatformProvider provider = platform.get().provider(credential.provider());
        ModelListing listing = provider == null ? null : provider.provider().modelListing();
        if (provider == null || listing == null) {
            return new Tried.NotAsked();
        }
        Fetching way = credential.baseUrlIsTheAccounts() ? accounts : operators;
        Failure failure = ProviderProbes.judged(
                provider, way.fetch(provider.provider().profile(), credential, listing.path(), LIMIT));
        if (failure == null) {
            return new Tried.Accepted();
        }
        Secret key = credential.apiKey();
        return new Tried.Failed(key == null ? failure : failure.without(key));
    }
}
