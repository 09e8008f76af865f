package ai.qnp.core.health;

/** What is remembered of a target that failed. A target of which nothing is remembered is healthy. */
public sealed interface TargetState {
    /** The last failure. */
    Trouble trouble();

    /** It is asked. So many failures stand in a row. */
    record Closed(int failures, Trouble trouble) implements TargetState {}

    /** It asked for a pause. Afterwards it is asked as before, by everybody. */
    record Resting(long untilNanos, int failures, Trouble trouble) implements TargetState {}

    /** It failed too often in a row. Afterwards one request probes it. */
    record Open(long untilNanos, int openings, Trouble trouble) implements TargetState {}

    /** One request is under way to it; the others wait for what comes of that. */
    record Probing(int openings, Trouble trouble) implements TargetState {}
}
