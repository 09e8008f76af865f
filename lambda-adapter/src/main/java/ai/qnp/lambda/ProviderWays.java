package ai.qnp.lambda;

import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.relay.Transport;
import ai.qnp.ee.upstream.BoundedTransport;
import ai.qnp.ee.upstream.CallRules;
import ai.qnp.ee.upstream.ProviderCalls;
import ai.qnp.ee.upstream.PublicHosts;
import ai.qnp.ee.upstream.PublicTransport;
import ai.qnp.ee.upstream.TransportByOrigin;
import ai.qnp.ee.upstream.UpstreamSettings;
import ai.qnp.lambda.upstream.Deadline;
import ai.qnp.lambda.upstream.EndedInTime;
import ai.qnp.lambda.upstream.FreshClient;
import ai.qnp.lambda.upstream.JdkTransport;
import ai.qnp.lambda.upstream.TransportLimits;

/** The ways to providers that a sandbox keeps open from one invocation to the next, within each provider's bounds. */
final class ProviderWays implements AutoCloseable {
    private final TransportLimits limits;
    private final CallRules rules;
    private final ProviderCalls calls;
    private final Timers timers;
    private final FreshClient operators;
    private final PublicTransport accounts;

    ProviderWays(FunctionSettings settings, CallRules rules, Time time, Timers timers) {
        this.limits = settings.upstream();
        this.rules = rules;
        this.calls = new ProviderCalls(rules);
        this.timers = timers;
        this.operators = new FreshClient(time);
        this.accounts = new PublicTransport(
                new UpstreamSettings(limits.connect(), limits.idle(), 1),
                limits.firstByte(),
                rules,
                new PublicHosts(settings.accountServers()),
                timers);
    }

    /** The transport of one invocation, which ends everything by the deadline. */
    Transport until(Deadline deadline) {
        Transport both = new TransportByOrigin(
                new JdkTransport(operators, provider -> limits.but(rules.of(provider)), deadline),
                new EndedInTime(accounts, limits.firstByte(), deadline, timers));
        return new BoundedTransport(both, calls);
    }

    @Override
    public void close() {
        operators.close();
        accounts.close();
    }
}
