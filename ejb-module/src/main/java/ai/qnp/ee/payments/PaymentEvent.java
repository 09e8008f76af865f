package ai.qnp.ee.payments;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe tells.
 *
 * @param id of the event, the same however often it is sent
 * @param type Stripe's word for it
 * @param createdAt when it was made, to the second
 * @param effect what it means here
 */
record PaymentEvent(String id, String type, Instant createdAt, Effect effect) {
    /** What an event means here. */
    sealed interface Effect {
        /**
         * Credits were paid.
         *
         * @param payment Stripe's id of the payment
         * @param customer who paid
         */
        record Paid(
                String account,
                String payment,
                BigDecimal amount,
                @Nullable String customer) implements Effect {}

        /**
         * Money was paid back.
         *
         * @param inAll what was paid back of that payment so far
         */
        record Refunded(String account, String payment, BigDecimal inAll) implements Effect {}

        /**
         * A subscription stands like that.
         *
         * @param before the status that the event took it out of; null when it left the status alone
         */
        record Subscribed(
                String account,
                String subscription,
                String customer,
                String status,
                @Nullable String before,
                Stage stage)
                implements Effect {}

        /** Nothing. */
        record None(String reason) implements Effect {}
    }

    /** Where in a subscription's life an event belongs. */
    enum Stage {
        CREATED(0),
        UPDATED(1),
        ENDED(2);

        private final int number;

        Stage(int number) {
            this.number = number;
        }

        /** The store's word for it; a later stage has a higher one. */
        int number() {
            return number;
        }
    }
}
