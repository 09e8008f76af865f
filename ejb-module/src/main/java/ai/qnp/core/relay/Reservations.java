package ai.qnp.core.relay;

import ai.qnp.core.metering.Fund;
import java.math.BigDecimal;
import java.util.List;

/** Sets money aside before it is spent, over all nodes together: what is reserved can't be reserved again. */
public interface Reservations {
    /**
     * Reserves the same amount of each fund. Where running requests hold what is missing, waits for some of them.
     *
     * @param most what the request can cost
     * @param least what it needs at least
     */
    Reserved reserve(List<Fund> funds, BigDecimal most, BigDecimal least);

    /** What reserving gave. */
    sealed interface Reserved {
        /** An amount from {@code least} to {@code most} is set aside. */
        record Held(Reservation reservation) implements Reserved {}

        /**
         * There is less than {@code least} in a fund.
         *
         * @param left what is in it
         * @param heldByOthers whether running requests hold some of it, and may give it back
         */
        record TooLittle(Fund fund, BigDecimal left, boolean heldByOthers) implements Reserved {}

        /** The store can't be asked, and what this node has of it is not enough. */
        record Unavailable() implements Reserved {}
    }

    /** Money set aside for one request. Exactly one of the two must be called, once. */
    interface Reservation {
        /** How much. */
        BigDecimal amount();

        /** Nothing of it is needed. */
        void release();

        /** The store has taken the request's cost; the rest is free again. */
        void settled(BigDecimal cost);
    }
}
