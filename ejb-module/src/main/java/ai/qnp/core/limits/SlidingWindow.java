package ai.qnp.core.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was used of a quota, counted in slots. All slots that a window-long span can touch are added up, the one that it
 * only begins in included: so no span, wherever it begins, sees more than the limit, and what was used comes free again
 * at most one slot late. Slots never go back. For one thread at a time.
 */
public final class SlidingWindow {
    private final Quota.Kind kind;
    private final NavigableMap<Long, Long> used = new TreeMap<>();
    private long newest;
    private long sum;

    /** In which nothing was used yet. */
    public SlidingWindow(Quota.Kind kind) {
        this.kind = kind;
    }

    /**
     * As {@link #text} wrote it.
     *
     * @param newest the number of the newest slot
     */
    public static SlidingWindow read(Quota.Kind kind, long newest, String text) {
        SlidingWindow window = new SlidingWindow(kind);
        window.newest = newest;
        if (!text.isEmpty()) {
            for (String entry : text.split(",", -1)) {
                int colon = entry.indexOf(':');
                long age = Long.parseLong(entry.substring(0, colon));
                window.count(newest - age, Long.parseLong(entry.substring(colon + 1)));
            }
        }
        return window;
    }

    /** Everything but the newest slot's number: the age in slots and what was used, for each slot that has something. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Long> slot : used.entrySet()) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(newest - slot.getKey())
                    .append(':')
                    .append(slot.getValue());
        }
        return text.toString();
    }

    /** The number of the slot that a time lies in. */
    public static long slotAt(Quota.Kind kind, Instant time) {
        return Math.floorDiv(time.toEpochMilli(), kind.slot().toMillis());
    }

    /** When a slot begins. */
    public static Instant startOf(Quota.Kind kind, long slot) {
        return Instant.ofEpochMilli(slot * kind.slot().toMillis());
    }

    /** Moves on to the slot that a time lies in, if it is a later one, and forgets what no span can see any more. */
    public void moveTo(Instant time) {
        long slot = slotAt(kind, time);
        if (slot <= newest) {
            return;
        }
        newest = slot;
        NavigableMap<Long, Long> gone = used.headMap(newest - kind.slots(), false);
        gone.values().forEach(amount -> sum -= amount);
        gone.clear();
    }

    /** The newest slot. */
    public long newest() {
        return newest;
    }

    /** What was used in all slots that count. */
    public long used() {
        return sum;
    }

    /** What is left of a limit; below zero when more was used than was thought. */
    public long left(long limit) {
        return limit - sum;
    }

    /**
     * Counts use in a slot, or, below zero, corrects what was counted there. Slots that are gone stay gone, and what was
     * not counted can't be taken back.
     */
    public void count(long slot, long amount) {
        if (slot < newest - kind.slots()) {
            return;
        }
        long before = used.getOrDefault(slot, 0L);
        long after = Math.max(0, before + amount);
        if (after == 0) {
            used.remove(slot);
        } else {
            used.put(slot, after);
        }
        sum += after - before;
    }

    /** How long until so much of a limit is left; zero when it is. */
    public Duration untilLeft(long limit, long amount, Instant now) {
        long missing = amount - left(limit);
        for (Map.Entry<Long, Long> slot : used.entrySet()) {
            if (missing <= 0) {
                return Duration.ZERO;
            }
            missing -= slot.getValue();
            if (missing <= 0) {
                return untilGone(slot.getKey(), now);
            }
        }
        return Duration.ZERO;
    }

    /** How long until everything that was used is gone. */
    public Duration untilEmpty(Instant now) {
        return used.isEmpty() ? Duration.ZERO : untilGone(used.lastKey(), now);
    }

    /** When everything that was used is gone. */
    public Instant emptyAt() {
        return startOf(kind, newest + kind.slots() + 1);
    }

    private Duration untilGone(long slot, Instant now) {
        Duration wait = Duration.between(now, startOf(kind, slot + kind.slots() + 1));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
