package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Credential;
import ai.qnp.ee.platform.CredentialTrials;
import ai.qnp.ee.platform.CredentialTrials.Tried;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/** Asks providers whether they take an account's credentials, and not too often. */
@ApplicationScoped
public class TrialService {
    private CredentialService credentials;
    private CredentialTrials trials;
    private TrialAllowance allowance;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public TrialService() {}

    /** The service itself. */
    @Inject
    public TrialService(CredentialService credentials, CredentialTrials trials) {
        this(credentials, trials, new TrialAllowance(InstantSource.system(), Ticker.systemTicker()));
    }

    TrialService(CredentialService credentials, CredentialTrials trials, TrialAllowance allowance) {
        this.credentials = credentials;
        this.trials = trials;
        this.allowance = allowance;
    }

    /** Tries what somebody is about to store; waits for the provider's answer. */
    public Answer<Tried> beforeStoring(String accountId, NewCredential wanted) {
        return credentials.presented(accountId, wanted).then(credential -> tried(accountId, credential));
    }

    /** Tries what is stored; waits for the provider's answer. Another account's is unknown. */
    public Answer<Tried> stored(String accountId, String id) {
        return credentials.stored(accountId, id).then(credential -> tried(accountId, credential));
    }

    private Answer<Tried> tried(String accountId, Credential credential) {
        Duration wait = allowance.take(accountId);
        return wait.isPositive()
                ? new Answer.Refused<>(ApiError.rateLimited(
                        "too_many_tests",
                        "Credentials are tested " + TrialAllowance.A_MINUTE + " times a minute at most. Try again in "
                                + wait.toSeconds() + " s.",
                        wait))
                : new Answer.Done<>(trials.of(credential));
    }
}
