package ai.qnp.ee.operations;

import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.upstream.ProviderCalls;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one provider fares.
 *
 * @param configured whether the operator's own credential is there
 * @param state of the operator's own credential and its models: an account's own bad key is no trouble of the provider
 * @param coolsUntil when the first of them may be asked again, where that is known
 * @param last the last failure that was no caller's fault, healthy again or not
 * @param attempts since the server's start
 * @param calls under way now
 * @param probe the latest; null before the first
 * @param targets those that are not asked as usual, accounts' own credentials included
 * @param credentials those that the provider turns down, accounts' own included
 */
public record ProviderStatus(
        String id,
        String name,
        boolean configured,
        State state,
        @Nullable Instant coolsUntil,
        @Nullable Trouble last,
        long attempts,
        long failedAttempts,
        ProviderCalls.State calls,
        ProviderProbes.@Nullable Probed probe,
        List<UnwellTarget> targets,
        List<FailingCredential> credentials) {
    public ProviderStatus {
        targets = List.copyOf(targets);
        credentials = List.copyOf(credentials);
    }

    /** In one word. */
    public enum State {
        /** It is asked. */
        HEALTHY,
        /** One of its models, at least, is not asked for a while. */
        COOLING_DOWN,
        /** It turns the operator's credential down. */
        CREDENTIAL_FAILING
    }
}
