package ai.qnp.core.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A vendor that this installation reaches at another address: a regional end point, a company's own gateway, a test's
 * upstream. Everything that goes to the vendor goes there, with the platform's credential or an account's own.
 */
public record Relocated(Provider vendor, ProviderProfile profile) implements Provider {
    /** The same vendor at that address. */
    public static Provider to(URI baseUrl, Provider vendor) {
        ProviderProfile at = vendor.profile();
        return new Relocated(
                vendor,
                new ProviderProfile(
                        at.id(),
                        at.name(),
                        baseUrl,
                        at.auth(),
                        at.headers(),
                        at.environmentKeys(),
                        at.defaultModel(),
                        at.ownModels()));
    }

    @Override
    public ChatTranslator chat() {
        return vendor.chat();
    }

    @Override
    public @Nullable InProcessUpstream inProcess() {
        return vendor.inProcess();
    }
}
