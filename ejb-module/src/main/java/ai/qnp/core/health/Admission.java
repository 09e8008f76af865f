package ai.qnp.core.health;

import java.time.Duration;

/** Whether a target may be asked now. */
public sealed interface Admission {
    /**
     * It may.
     *
     * @param probe whether others wait for what comes of it: it has to be reported, whatever happens
     */
    record Granted(boolean probe) implements Admission {}

    /** It cools down, for so long at least. */
    record CoolingDown(Duration remaining) implements Admission {}
}
