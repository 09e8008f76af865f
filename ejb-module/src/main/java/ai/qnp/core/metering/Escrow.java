package ai.qnp.core.metering;

import java.math.BigDecimal;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One fund as one node may use it: money that the store has leased to this node, and what of it running requests have
 * reserved. Whatever the order of the calls, reservations are never more than the leases. Safe for many threads.
 */
public final class Escrow {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moreIsFree = lock.newCondition();
    private BigDecimal leased = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;

    /**
     * Reserves for one request, if the lease has room.
     *
     * @return whether it did
     */
    public boolean tryReserve(BigDecimal amount) {
        return reserveUpTo(amount, amount).compareTo(amount) == 0;
    }

    /**
     * Reserves what there is, up to an amount.
     *
     * @param least what must be there
     * @return what was reserved, from {@code least} to {@code most}; below zero when there was less than {@code least}
     */
    public BigDecimal reserveUpTo(BigDecimal most, BigDecimal least) {
        return locked(() -> {
            BigDecimal amount = leased.subtract(reserved).min(most);
            if (amount.signum() < 0 || amount.compareTo(least) < 0) {
                return BigDecimal.ONE.negate();
            }
            reserved = reserved.add(amount);
            return amount;
        });
    }

    /** The store leased more to this node. */
    public void lease(BigDecimal amount) {
        change(amount, BigDecimal.ZERO);
    }

    /** A reservation is not needed any more, or not all of it. */
    public void release(BigDecimal amount) {
        change(BigDecimal.ZERO, amount.negate());
    }

    /**
     * A request is paid: the store took its cost from this node's lease. A cost above what was reserved comes from the
     * rest of the lease, and may leave less than nothing: then the next lease makes up for it.
     */
    public void settle(BigDecimal amountReserved, BigDecimal cost) {
        change(cost.negate(), amountReserved.negate());
    }

    private void change(BigDecimal moreLeased, BigDecimal moreReserved) {
        locked(() -> {
            leased = leased.add(moreLeased);
            reserved = reserved.add(moreReserved);
            moreIsFree.signalAll();
            return reserved;
        });
    }

    /** Takes out all that is not reserved, to be given back to the store. */
    public BigDecimal takeFree() {
        return locked(() -> {
            BigDecimal amount = leased.subtract(reserved).max(BigDecimal.ZERO);
            leased = leased.subtract(amount);
            return amount;
        });
    }

    /** Waits until so much is free, or for some time, or until the thread is interrupted. */
    public void awaitFree(BigDecimal amount, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && leased.subtract(reserved).compareTo(amount) < 0) {
                left = moreIsFree.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is leased and not reserved; below zero after costs above their reservations. */
    public BigDecimal free() {
        return locked(() -> leased.subtract(reserved));
    }

    /** What running requests hold. */
    public BigDecimal reserved() {
        return locked(() -> reserved);
    }

    private BigDecimal locked(Supplier<BigDecimal> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
