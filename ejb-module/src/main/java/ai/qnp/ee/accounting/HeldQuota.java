package ai.qnp.ee.accounting;

import ai.qnp.core.limits.Quota;
import ai.qnp.core.limits.SlidingWindow;
import ai.qnp.core.relay.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A quota as this node holds it: units that it took and may use without asking, as long as the slot lasts that they are
 * counted in, and what the store has to be told. Any thread.
 */
final class HeldQuota {
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    /** How long a quota that was used up is not asked for again. */
    private static final long REFUSED_NANOS = Duration.ofMillis(200).toNanos();

    /** A quota is asked for no more often than this in one window, however large it is. */
    private static final long SHARES = 240;

    private final ReentrantLock renewing = new ReentrantLock();
    private final AtomicLong waiting = new AtomicLong();
    private final LongSupplier nanos;
    private Quota quota;
    private SlidingWindow window;
    private Map<Long, Long> corrections = new HashMap<>();
    private Map<Long, Long> sent = Map.of();
    private long slot;
    private long inHand;
    private long touchedAt;
    private boolean isRefused;
    private long refusedAt;

    HeldQuota(Quota quota, LongSupplier nanos) {
        this.quota = quota;
        this.nanos = nanos;
        this.window = new SlidingWindow(quota.kind());
    }

    /** Held by whoever asks the store for more of this quota. */
    ReentrantLock renewing() {
        return renewing;
    }

    /** What all requests that wait for more need. */
    AtomicLong waiting() {
        return waiting;
    }

    /** The quota as the latest request has it: its limit may have been changed. */
    synchronized void touch(Quota latest) {
        // what was granted under a higher limit may be too much under this one
        if (latest.limit() < quota.limit()) {
            returnHand();
        }
        quota = latest;
        touchedAt = nanos.getAsLong();
    }

    /** Uses units in hand; the slot that they are counted in, or nothing when there are not enough. */
    synchronized OptionalLong use(long units, Instant now) {
        if (inHand < units || slot != SlidingWindow.slotAt(quota.kind(), now)) {
            return OptionalLong.empty();
        }
        inHand -= units;
        return OptionalLong.of(slot);
    }

    /** Corrects what was counted: more than zero was used beyond it, less was not used. */
    synchronized void correct(long countedIn, long units) {
        if (countedIn == slot && inHand - units >= 0) {
            inHand -= units;
        } else {
            window.count(countedIn, units);
            corrections.merge(countedIn, units, Long::sum);
        }
    }

    private void returnHand() {
        if (inHand > 0) {
            window.count(slot, -inHand);
            corrections.merge(slot, -inHand, Long::sum);
            inHand = 0;
        }
    }

    /** Whether the store just said that there is not so much. */
    synchronized boolean isRefused(Quota asked, long units, Instant now) {
        window.moveTo(now);
        return isRefused && nanos.getAsLong() - refusedAt < REFUSED_NANOS && left(asked) < units;
    }

    /** What to ask the store, all that is in hand given back. For whoever renews. */
    synchronized QuotaExchange.Ask ask(Quota asked, long need) {
        long want = Math.max(asked.limit() / SHARES, waiting.get());
        return new QuotaExchange.Ask(asked, owed(), need, want);
    }

    /** The same for a node that wants nothing. */
    synchronized QuotaExchange.Ask giveBack() {
        return new QuotaExchange.Ask(quota, owed(), 0, 0);
    }

    private Map<Long, Long> owed() {
        returnHand();
        sent = corrections;
        corrections = new HashMap<>();
        return sent;
    }

    /**
     * What the store said.
     *
     * @param used what of it is used at once
     */
    synchronized void answered(QuotaExchange.Got got, long used) {
        if (slot != got.window().newest()) {
            // given back meanwhile, and of a slot that is over
            returnHand();
        }
        sent = Map.of();
        window = got.window();
        slot = window.newest();
        inHand += got.granted() - used;
        corrections.forEach(window::count);
        isRefused = !got.isEnough();
        refusedAt = nanos.getAsLong();
    }

    /**
     * The store said nothing. It may have done what it was asked: what this node gave back is not given back again, and
     * comes free with its slot.
     */
    synchronized void unanswered() {
        sent.forEach((of, units) -> {
            if (units > 0) {
                corrections.merge(of, units, Long::sum);
            } else {
                window.count(of, -units);
            }
        });
        sent = Map.of();
    }

    /** How it stands, as far as this node knows. */
    synchronized Limits.Reading reading(Quota asked, Instant now) {
        window.moveTo(now);
        return new Limits.Reading(asked, left(asked), window.untilEmpty(now));
    }

    /** When there will be room for so many units. */
    synchronized Duration untilLeft(Quota asked, long units, Instant now) {
        return window.untilLeft(asked.limit(), units - inHand, now);
    }

    private long left(Quota asked) {
        return window.left(asked.limit()) + inHand;
    }

    /** Whether the store has to be told something, or could have units back. */
    synchronized boolean isOwing(Instant now) {
        boolean isOver = slot != SlidingWindow.slotAt(quota.kind(), now);
        return !corrections.isEmpty() || (inHand > 0 && (isOver || isIdle()));
    }

    /** Whether anything is in hand, or has to be told. */
    synchronized boolean hasAnything() {
        return !corrections.isEmpty() || inHand > 0;
    }

    synchronized boolean isForgettable() {
        return isIdle() && corrections.isEmpty() && sent.isEmpty() && inHand == 0 && waiting.get() == 0;
    }

    private boolean isIdle() {
        return nanos.getAsLong() - touchedAt > IDLE_NANOS;
    }
}
