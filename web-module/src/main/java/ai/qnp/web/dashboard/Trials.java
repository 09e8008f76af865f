package ai.qnp.web.dashboard;

import ai.qnp.core.provider.Credential;
import ai.qnp.ee.platform.CredentialTrials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tries credentials for pages, which live in sessions and may hold no transport. */
@ApplicationScoped
public class Trials {
    @Inject
    private CredentialTrials trials;

    /** Tries a credential; waits for its provider's answer. */
    CredentialTrials.Tried of(Credential credential) {
        return trials.of(credential);
    }
}
