package ai.qnp.web.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list that is in memory as a whole.
 *
 * @param number the first is 1
 * @param all how many rows the list has
 */
record Sheet<T>(List<T> rows, int number, int all) {
    private static final int ROWS = 50;

    Sheet {
        rows = List.copyOf(rows);
    }

    /** The sheet of that number; the first where it is none, the last where there are not so many. */
    static <T> Sheet<T> of(List<T> list, @Nullable String number) {
        int last = Math.max(1, (list.size() + ROWS - 1) / ROWS);
        int wanted = number != null && number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 1;
        int shown = Math.min(wanted, last);
        return new Sheet<>(list.subList((shown - 1) * ROWS, Math.min(list.size(), shown * ROWS)), shown, list.size());
    }

    /** Where the next one is; empty on the last. */
    String next(Link link) {
        return number * ROWS >= all
                ? ""
                : link.with("page", Integer.toString(number + 1)).text();
    }

    /** Where the first one is; empty when it is this one. */
    String first(Link link) {
        return number == 1 ? "" : link.text();
    }
}
