package ai.qnp.core.relay;

import ai.qnp.core.health.Moment;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Target;
import java.util.ArrayList;
import java.util.List;

/** A plan's targets in the order in which they are asked: those whose credential fails come last. */
record Itinerary(List<Stop> stops) {
    Itinerary {
        stops = List.copyOf(stops);
    }

    /**
     * One of them.
     *
     * @param line its line of the plan
     * @param postponed whether it comes later than the plan has it
     */
    record Stop(Target target, int line, boolean postponed) {}

    static Itinerary of(Plan.Route route, TargetHealth health, Moment now) {
        List<Stop> first = new ArrayList<>();
        List<Stop> last = new ArrayList<>();
        int line = 0;
        for (Target target : route.targets()) {
            while (!route.considered().get(line).chosen()) {
                line++;
            }
            boolean postponed = route.targets().size() > 1 && health.isAskedLast(TargetKey.of(target), now);
            (postponed ? last : first).add(new Stop(target, line, postponed));
            line++;
        }
        first.addAll(last);
        return new Itinerary(first);
    }
}
