package ai.qnp.core.relay;

import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.sage.Intent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of each line of a request's plan, for its receipt and for the client's error. */
final class PlanTrace {
    private final List<Plan.Considered> lines = new ArrayList<>();
    private final List<Attempted> passedOver = new ArrayList<>();
    private @Nullable Intent intent;

    void planned(Plan.Route route) {
        this.lines.addAll(route.considered());
        this.intent = route.intent();
    }

    /** All that was considered, with how it went on. */
    List<Plan.Considered> lines() {
        return lines;
    }

    /** What Sage took the request for; null where it was not asked. */
    @Nullable Intent intent() {
        return intent;
    }

    /** The targets that cool down, each with the wait that is left. */
    List<Attempted> passedOver() {
        return passedOver;
    }

    /** A target is not asked now; what would have been its attempt counts for the client's error only. */
    void passOver(int line, Attempted instead, String reason) {
        passedOver.add(instead);
        leaveOut(line, reason);
    }

    /** A target is not asked, and takes no part in what the client is told. */
    void leaveOut(int line, String reason) {
        change(line, false, reason);
    }

    /** A target comes after the others. */
    void postpone(int line, String why) {
        Plan.Considered planned = lines.get(line);
        change(line, planned.chosen(), planned.reason() + "; " + why);
    }

    private void change(int line, boolean chosen, String reason) {
        Plan.Considered planned = lines.get(line);
        lines.set(line, new Plan.Considered(planned.provider(), planned.model(), chosen, reason, planned.step()));
    }
}
