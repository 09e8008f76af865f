package ai.qnp.core.health;

import ai.qnp.core.health.TargetState.Closed;
import ai.qnp.core.health.TargetState.Open;
import ai.qnp.core.health.TargetState.Probing;
import ai.qnp.core.health.TargetState.Resting;
import ai.qnp.core.provider.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how targets and credentials fare, and says which may be asked. Safe from any thread; asking for a healthy
 * target is one look into a map. Nothing is remembered of healthy ones.
 */
public final class TargetHealth {
    private final ConcurrentMap<TargetKey, TargetState> targets;
    private final ConcurrentMap<CredentialKey, FailingCredential> credentials;
    private final Function<String, BreakerRules> rules;
    /** As many as there are providers. */
    private final Map<String, Trouble> lastTroubles = new ConcurrentHashMap<>();

    /**
     * Keeps its memory in maps that the host bounds: to forget a target is to take it for healthy.
     *
     * @param rules those of a provider, by its id
     */
    public TargetHealth(
            ConcurrentMap<TargetKey, TargetState> targets,
            ConcurrentMap<CredentialKey, FailingCredential> credentials,
            Function<String, BreakerRules> rules) {
        this.targets = targets;
        this.credentials = credentials;
        this.rules = rules;
    }

    /** Whether a target may be asked. What comes of it is to be told to {@link #tell}. */
    public Admission ask(TargetKey target, Moment now) {
        while (true) {
            TargetState state = targets.get(target);
            Breaker.Asked asked = Breaker.ask(state, now);
            if (replaced(target, state, asked.next())) {
                return asked.admission();
            }
        }
    }

    /**
     * Takes note of an attempt's end.
     *
     * @param probe as its admission said
     * @param failure null when the target answered
     */
    public void tell(TargetKey target, boolean probe, @Nullable Failure failure, Moment now) {
        tell(target, probe, Verdict.of(failure), now);
        CredentialKey credential = target.credentialKey();
        if (failure == null) {
            if (credentials.containsKey(credential)) {
                credentials.remove(credential);
            }
            return;
        }
        Trouble trouble = Trouble.of(failure, now);
        switch (failure.failureClass()) {
            case CREDENTIAL_REJECTED, OUT_OF_QUOTA -> {
                lastTroubles.put(target.provider(), trouble);
                credentials.merge(
                        credential,
                        new FailingCredential(credential, now.at(), trouble, now.nanos()),
                        (before, latest) -> new FailingCredential(credential, before.since(), trouble, now.nanos()));
            }
            case UNREACHABLE, TIMED_OUT, RATE_LIMITED, OVERLOADED, SERVER_ERROR, INVALID_ANSWER, CUT_OFF ->
                lastTroubles.put(target.provider(), trouble);
            // the caller's or the chain's fault; the message may quote the prompt
            case MODEL_NOT_FOUND, CONTEXT_LENGTH_EXCEEDED, UNSUPPORTED, INVALID_REQUEST -> {}
        }
    }

    /** An attempt ended in a way that says nothing about its target: its client went away, or wanted to wait less. */
    public void tellNothing(TargetKey target, boolean probe, Moment now) {
        tell(target, probe, new Verdict.Unknown(), now);
    }

    private void tell(TargetKey target, boolean probe, Verdict verdict, Moment now) {
        while (true) {
            TargetState state = targets.get(target);
            TargetState next = Breaker.told(state, probe, verdict, now, rules.apply(target.provider()));
            if (replaced(target, state, next)) {
                return;
            }
        }
    }

    /** Whether nobody was faster. */
    private boolean replaced(TargetKey target, @Nullable TargetState state, @Nullable TargetState next) {
        if (Objects.equals(state, next)) {
            return true;
        }
        if (state == null) {
            return next == null || targets.putIfAbsent(target, next) == null;
        }
        return next == null ? targets.remove(target, state) : targets.replace(target, state, next);
    }

    /** Whether a target should be asked after the others, because its provider turned its credential down lately. */
    public boolean isAskedLast(TargetKey target, Moment now) {
        FailingCredential failing = credentials.get(target.credentialKey());
        return failing != null && failing.isAskedLast(now);
    }

    /** The targets that are not asked as usual, in the order of their names. */
    public List<UnwellTarget> unwellTargets(Moment now) {
        return targets.entrySet().stream()
                .map(entry -> unwell(entry.getKey(), entry.getValue(), now))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(target -> target.key().toString()))
                .toList();
    }

    private static @Nullable UnwellTarget unwell(TargetKey key, TargetState state, Moment now) {
        return switch (state) {
            case Closed closed -> null;
            case Resting(long until, int failures, Trouble trouble) ->
                now.isPast(until) ? null : new UnwellTarget(key, now.at().plus(now.until(until)), trouble);
            case Open(long until, int openings, Trouble trouble) ->
                new UnwellTarget(key, now.isPast(until) ? null : now.at().plus(now.until(until)), trouble);
            case Probing(int openings, Trouble trouble) -> new UnwellTarget(key, null, trouble);
        };
    }

    /** The credentials that their providers turn down, in the order of their names. */
    public List<FailingCredential> failingCredentials() {
        return credentials.values().stream()
                .sorted(Comparator.comparing(failing -> failing.key().toString()))
                .toList();
    }

    /** Each provider's last failure that was no caller's fault, healthy again or not. */
    public Map<String, Trouble> lastTroubles() {
        return Map.copyOf(lastTroubles);
    }

    /** Takes everything for healthy again: after settings were changed, or because the operator knows better. */
    public void clear() {
        targets.clear();
        credentials.clear();
        lastTroubles.clear();
    }
}
