package ai.qnp.core.limits;

import java.time.Duration;

/**
 * So much of something in every span of time, wherever that span begins.
 *
 * @param id whose it is, the same on all nodes: keys that were rotated into each other share theirs
 * @param limit more than zero
 */
public record Quota(String id, Kind kind, long limit) {
    /** What is counted, over which span. */
    public enum Kind {
        REQUESTS_PER_MINUTE("rpm_exceeded", Duration.ofMinutes(1), Duration.ofSeconds(1)),
        TOKENS_PER_MINUTE("tpm_exceeded", Duration.ofMinutes(1), Duration.ofSeconds(1)),
        REQUESTS_PER_DAY("rpd_exceeded", Duration.ofDays(1), Duration.ofMinutes(10));

        private final String exceededCode;
        private final Duration window;
        private final Duration slot;
        private final long slots;

        Kind(String exceededCode, Duration window, Duration slot) {
            this.exceededCode = exceededCode;
            this.window = window;
            this.slot = slot;
            this.slots = window.dividedBy(slot);
        }

        /** The code that a client gets beyond the limit. */
        public String exceededCode() {
            return exceededCode;
        }

        /** The span. */
        public Duration window() {
            return window;
        }

        /** How finely the span is counted: what was used comes free again this much late, at most. */
        public Duration slot() {
            return slot;
        }

        /** How many slots a span has. */
        public long slots() {
            return slots;
        }

        /** Whether tokens are counted, and not requests. */
        public boolean countsTokens() {
            return this == TOKENS_PER_MINUTE;
        }
    }
}
