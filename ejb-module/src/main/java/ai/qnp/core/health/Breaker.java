package ai.qnp.core.health;

import ai.qnp.core.health.TargetState.Closed;
import ai.qnp.core.health.TargetState.Open;
import ai.qnp.core.health.TargetState.Probing;
import ai.qnp.core.health.TargetState.Resting;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state machine of one target: pure functions from a state to the next. Null stands for a healthy target. */
final class Breaker {
    /** How long too many requests without a {@code Retry-After} keep a target from being asked. */
    static final Duration BRIEF = Duration.ofSeconds(1);

    private Breaker() {}

    /**
     * Whether a target in this state may be asked.
     *
     * @param next the state from now on
     */
    record Asked(Admission admission, @Nullable TargetState next) {}

    static Asked ask(@Nullable TargetState state, Moment now) {
        return switch (state) {
            case null -> new Asked(new Admission.Granted(false), null);
            case Closed closed -> new Asked(new Admission.Granted(false), closed);
            case Resting resting ->
                now.isPast(resting.untilNanos())
                        ? new Asked(new Admission.Granted(false), resting)
                        : new Asked(new Admission.CoolingDown(now.until(resting.untilNanos())), resting);
            case Open open ->
                now.isPast(open.untilNanos())
                        ? new Asked(new Admission.Granted(true), new Probing(open.openings(), open.trouble()))
                        : new Asked(new Admission.CoolingDown(now.until(open.untilNanos())), open);
            case Probing probing -> new Asked(new Admission.CoolingDown(BRIEF), probing);
        };
    }

    /** The state after an attempt that was admitted, by the probe or by one of the others. */
    static @Nullable TargetState told(
            @Nullable TargetState state, boolean probe, Verdict verdict, Moment now, BreakerRules rules) {
        return switch (state) {
            case Probing probing when probe -> probed(probing, verdict, now, rules);
            // it was asked before the breaker opened: only what its provider wants for the future counts
            case Probing probing -> probing;
            case Open open -> longer(open, verdict, now, rules);
            case null -> judged(null, 0, verdict, now, rules);
            case Closed closed -> judged(closed, closed.failures(), verdict, now, rules);
            case Resting resting -> judged(resting, resting.failures(), verdict, now, rules);
        };
    }

    private static @Nullable TargetState probed(Probing probing, Verdict verdict, Moment now, BreakerRules rules) {
        return switch (verdict) {
            case Verdict.Well well -> null;
            case Verdict.Refused refused -> null;
            case Verdict.Unknown unknown -> new Open(now.nanos(), probing.openings(), probing.trouble());
            case Verdict.Busy busy -> resting(null, pause(busy, rules), 0, Trouble.of(busy.failure(), now), now);
            case Verdict.Ill ill -> open(probing.openings() + 1, ill, now, rules);
        };
    }

    private static Open longer(Open open, Verdict verdict, Moment now, BreakerRules rules) {
        Duration wanted = switch (verdict) {
            case Verdict.Busy busy -> pause(busy, rules);
            case Verdict.Ill ill -> pause(ill, rules);
            case Verdict.Well well -> Duration.ZERO;
            case Verdict.Refused refused -> Duration.ZERO;
            case Verdict.Unknown unknown -> Duration.ZERO;
        };
        return wanted.compareTo(now.until(open.untilNanos())) > 0
                ? new Open(now.nanosAfter(wanted), open.openings(), open.trouble())
                : open;
    }

    private static @Nullable TargetState judged(
            @Nullable TargetState state, int failures, Verdict verdict, Moment now, BreakerRules rules) {
        return switch (verdict) {
            case Verdict.Well well ->
                state instanceof Resting(long until, int some, Trouble trouble) && !now.isPast(until)
                        ? new Resting(until, 0, trouble)
                        : null;
            case Verdict.Refused refused -> state;
            case Verdict.Unknown unknown -> state;
            case Verdict.Busy busy ->
                resting(state, pause(busy, rules), failures, Trouble.of(busy.failure(), now), now);
            case Verdict.Ill ill ->
                rules.failures() > 0 && failures + 1 >= rules.failures()
                        ? open(1, ill, now, rules)
                        : resting(state, pause(ill, rules), failures + 1, Trouble.of(ill.failure(), now), now);
        };
    }

    private static Open open(int openings, Verdict.Ill ill, Moment now, BreakerRules rules) {
        Duration delay = rules.delayAfter(openings);
        Duration wanted = pause(ill, rules);
        Duration wait = wanted.compareTo(delay) > 0 ? wanted : delay;
        return new Open(now.nanosAfter(wait), openings, Trouble.of(ill.failure(), now));
    }

    /** Rests as long as the longer of two pauses says; is not at rest when neither is still to come. */
    private static @Nullable TargetState resting(
            @Nullable TargetState state, Duration pause, int failures, Trouble trouble, Moment now) {
        Duration present = state instanceof Resting resting ? now.until(resting.untilNanos()) : Duration.ZERO;
        Duration wait = pause.compareTo(present) > 0 ? pause : present;
        if (!wait.isZero()) {
            return new Resting(now.nanosAfter(wait), failures, trouble);
        }
        return failures == 0 ? null : new Closed(failures, trouble);
    }

    private static Duration pause(Verdict.Busy busy, BreakerRules rules) {
        return rules.heeded(Objects.requireNonNullElse(busy.retryAfter(), BRIEF));
    }

    private static Duration pause(Verdict.Ill ill, BreakerRules rules) {
        return rules.heeded(Objects.requireNonNullElse(ill.retryAfter(), Duration.ZERO));
    }
}
