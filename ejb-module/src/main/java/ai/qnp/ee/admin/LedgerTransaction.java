package ai.qnp.ee.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of an account's ledger.
 *
 * @param kind {@code usage}, {@code top_up} …
 * @param requestId the request that was paid
 * @param reference what the payer calls it
 * @param entries they sum to zero
 */
public record LedgerTransaction(
        String id,
        Instant at,
        String kind,
        @Nullable String requestId,
        @Nullable String reference,
        List<Entry> entries) {
    public LedgerTransaction {
        entries = List.copyOf(entries);
    }

    /**
     * One side.
     *
     * @param account of the ledger, {@code wallet:…} for an account's credits
     * @param amount in USD, signed
     */
    public record Entry(String account, BigDecimal amount) {}
}
