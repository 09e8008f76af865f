package ai.qnp.core.relay;

import ai.qnp.core.limits.Quota;
import java.time.Duration;
import java.util.List;

/** Lets requests through as far as their quotas go, over all nodes together. */
public interface Limits {
    /** For keys without any. */
    Taken NONE = new Taken.Admitted(new Hold() {
        @Override
        public List<Reading> readings() {
            return List.of();
        }

        @Override
        public void settle(long tokens) {}

        @Override
        public void giveBack() {}
    });

    /**
     * Counts a request against all of its quotas, or against none when one is used up.
     *
     * @param tokens the most that it can use; counted against a quota of tokens, no more than its whole limit
     */
    Taken take(List<Quota> quotas, long tokens);

    /** What taking gave. */
    sealed interface Taken {
        /** The request may go on. */
        record Admitted(Hold hold) implements Taken {}

        /**
         * It may not, and nothing was counted.
         *
         * @param exceeded the quota that is used up
         * @param retryAfter when there will be room for this request
         */
        record Exceeded(Reading exceeded, Duration retryAfter) implements Taken {}

        /** The store that nodes share can't be asked. */
        record Unavailable() implements Taken {}
    }

    /** What one request was counted for. */
    interface Hold {
        /** How its quotas stand now, as far as this node knows. */
        List<Reading> readings();

        /** The request used that many tokens: corrects what was counted. */
        void settle(long tokens);

        /** The request was refused after all: nothing of it counts. */
        void giveBack();
    }

    /**
     * How a quota stands.
     *
     * @param remaining what is left of it
     * @param reset when all of it will be there again if nothing more is used
     */
    record Reading(Quota quota, long remaining, Duration reset) {}
}
