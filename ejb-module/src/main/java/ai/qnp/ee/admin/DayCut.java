package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.UsageDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter cut at midnights (UTC): whole days, which are added up already, and what is left before and behind them. Every
 * record that the filter lets through is in exactly one of the parts.
 *
 * @param days null when no whole day is asked, or when the filter asks for what the days don't tell
 * @param rest the records beside them
 */
record DayCut(@Nullable WholeDays days, List<UsageFilter> rest) {
    DayCut {
        rest = List.copyOf(rest);
    }

    /**
     * Days, each from its first moment to its last.
     *
     * @param first the number of the earliest; null for all up to the last
     * @param behind the number of the day behind the last; null for all from the first
     * @param filter what else is asked; its times don't count
     */
    record WholeDays(@Nullable Long first, @Nullable Long behind, UsageFilter filter) {}

    static DayCut of(UsageFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        Long first = from == null ? null : firstWholeDay(from);
        Long behind = to == null ? null : (Long) UsageDay.numberOf(to);
        // The days know the model that answered, not the name that was asked for.
        if (filter.model() != null || (first != null && behind != null && first >= behind)) {
            return new DayCut(null, List.of(filter));
        }
        List<UsageFilter> rest = new ArrayList<>();
        if (from != null && first != null && from.isBefore(UsageDay.start(first))) {
            rest.add(filter.within(from, UsageDay.start(first)));
        }
        if (to != null && behind != null && UsageDay.start(behind).isBefore(to)) {
            rest.add(filter.within(UsageDay.start(behind), to));
        }
        return new DayCut(new WholeDays(first, behind, filter), rest);
    }

    private static long firstWholeDay(Instant from) {
        long number = UsageDay.numberOf(from);
        return from.equals(UsageDay.start(number)) ? number : number + 1;
    }
}
