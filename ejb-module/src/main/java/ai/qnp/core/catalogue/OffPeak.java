package ai.qnp.core.catalogue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Prices at certain times. A kind without a price here keeps its usual one.
 *
 * @param windows when they hold, in UTC
 */
public record OffPeak(TokenPrices prices, List<Window> windows) {
    public OffPeak {
        windows = List.copyOf(windows);
    }

    /** Whether they hold then. */
    public boolean holdsAt(Instant at) {
        OffsetDateTime then = at.atOffset(ZoneOffset.UTC);
        return windows.stream().anyMatch(window -> window.holds(then.getDayOfWeek(), then.toLocalTime()));
    }

    /** Hours of some days of the week. */
    public record Window(Set<DayOfWeek> days, List<Hours> hours) {
        public Window {
            days = Set.copyOf(days);
            hours = List.copyOf(hours);
        }

        private boolean holds(DayOfWeek day, LocalTime time) {
            return hours.stream()
                    .anyMatch(span -> (days.contains(day) && span.holdsOnItsDay(time))
                            || (days.contains(day.minus(1)) && span.holdsOnTheNextDay(time)));
        }
    }

    /**
     * From a time, included, to a time, excluded: {@code 00:00} as the end is the day's end, and an end before the start is
     * the next day's.
     */
    public record Hours(LocalTime from, LocalTime to) {
        private boolean holdsOnItsDay(LocalTime time) {
            boolean endsThatDay = to.isAfter(from);
            return !time.isBefore(from) && (!endsThatDay || time.isBefore(to));
        }

        private boolean holdsOnTheNextDay(LocalTime time) {
            return to.isBefore(from) && time.isBefore(to);
        }
    }
}
