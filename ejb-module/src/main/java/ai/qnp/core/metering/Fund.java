package ai.qnp.core.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where the money for a request comes from. The ids are those of the store. */
public sealed interface Fund {
    /** The store's id of it. */
    String id();

    /** The code that a client gets when nothing is left in it. */
    String exhaustedCode();

    /** An account's credits, which pay for the platform's providers. */
    record Wallet(String accountId) implements Fund {
        @Override
        public String id() {
            return "wallet:" + accountId;
        }

        @Override
        public String exhaustedCode() {
            return "insufficient_credits";
        }
    }

    /**
     * What a key may still spend in one period, whoever is paid.
     *
     * @param keyId the first key of those that were rotated into each other: they share what is left
     * @param start when the period began
     */
    record KeyBudget(String keyId, Budget budget, Instant start) implements Fund {
        /** The budget's period that a time lies in. */
        public static KeyBudget at(String keyId, Budget budget, Instant time) {
            return new KeyBudget(keyId, budget, budget.period().startOf(time));
        }

        @Override
        public String id() {
            String period = budget.period().wireName();
            return idPrefix(keyId)
                    + period
                    + (budget.period() == Budget.Period.TOTAL ? "" : ":" + LocalDate.ofInstant(start, ZoneOffset.UTC));
        }

        /** What the ids of all periods of a key's budget begin with. */
        public static String idPrefix(String keyId) {
            return "budget:" + keyId + ":";
        }

        @Override
        public String exhaustedCode() {
            return "budget_exceeded";
        }
    }
}
