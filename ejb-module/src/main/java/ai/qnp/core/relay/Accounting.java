package ai.qnp.core.relay;

/**
 * Where a request is counted and paid.
 *
 * @param limits how much keys and accounts may use in a span of time
 * @param reservations sets money aside
 * @param records keeps what was used
 */
public record Accounting(Limits limits, Reservations reservations, UsageRecords records) {}
