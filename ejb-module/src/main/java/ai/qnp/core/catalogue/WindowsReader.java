package ai.qnp.core.catalogue;

import ai.qnp.core.catalogue.OffPeak.Hours;
import ai.qnp.core.catalogue.OffPeak.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the times at which off-peak prices hold: days of the week, 1 for Monday, and hours like {@code 10:00-00:00}. */
final class WindowsReader {
    private WindowsReader() {}

    static List<Window> read(String at, JsonNode node) {
        List<Window> windows = new ArrayList<>();
        for (JsonNode window : list(at + ".windows", node)) {
            String place = at + ".windows[" + windows.size() + "]";
            PricesReader.objectAt(place, window);
            Set<DayOfWeek> days = new HashSet<>();
            for (JsonNode day : list(place + ".weekdays", window.path("weekdays"))) {
                days.add(day(place + ".weekdays", day));
            }
            List<Hours> hours = new ArrayList<>();
            for (JsonNode span : list(place + ".hours_utc", window.path("hours_utc"))) {
                hours.add(hours(place + ".hours_utc", span.asString("")));
            }
            windows.add(new Window(days, hours));
        }
        return windows;
    }

    private static JsonNode list(String at, JsonNode node) {
        if (!node.isArray() || node.isEmpty()) {
            throw new Malformed(at, "must be a list that is not empty");
        }
        return node;
    }

    private static DayOfWeek day(String at, JsonNode node) {
        if (!node.isIntegralNumber() || node.asInt(0) < 1 || node.asInt(0) > 7) {
            throw new Malformed(at, "must hold days from 1 for Monday to 7 for Sunday");
        }
        return DayOfWeek.of(node.asInt());
    }

    private static Hours hours(String at, String span) {
        int dash = span.indexOf('-');
        try {
            return new Hours(
                    LocalTime.parse(span.substring(0, Math.max(0, dash))), LocalTime.parse(span.substring(dash + 1)));
        } catch (DateTimeException malformed) {
            throw new Malformed(at, "must hold spans like \"10:00-16:30\"");
        }
    }
}
