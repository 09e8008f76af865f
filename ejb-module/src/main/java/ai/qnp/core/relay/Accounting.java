package ai.qnp.core.relay;

import ai.qnp.core.metering.ExcessTokens;

/**
 * Where a request is counted and paid.
 *
 * @param limits how much keys and accounts may use in a span of time
 * @param reservations sets money aside
 * @param records keeps what was used
 * @param excess what vendors used beyond what was reserved
 */
public record Accounting(Limits limits, Reservations reservations, UsageRecords records, ExcessTokens excess) {
    /** Begins with nothing known of the vendors. */
    public Accounting(Limits limits, Reservations reservations, UsageRecords records) {
        this(limits, reservations, records, new ExcessTokens());
    }
}
