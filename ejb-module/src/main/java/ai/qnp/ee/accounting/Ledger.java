package ai.qnp.ee.accounting;

import ai.qnp.ee.persistence.LedgerTransactionRow;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Writes transactions into the ledger, as part of a database transaction: each has an entry for an account's wallet and one
 * for where the money came from or went to, which sum to zero.
 */
public final class Ledger {
    /** What wallets paid for. */
    public static final String USAGE = "platform:usage";

    /** What people paid in. */
    public static final String PAYMENTS = "platform:payments";

    private final EntityManager entities;
    private final Instant now;

    /** For one database transaction. */
    public Ledger(EntityManager entities, Instant now) {
        this.entities = entities;
        this.now = now;
    }

    /** A request was paid from a wallet. */
    void usage(String accountId, String requestId, BigDecimal cost) {
        entities.persist(LedgerTransactionRow.usage(requestId, now, accountId, USAGE, cost));
    }

    /**
     * Money was put into a wallet, or, below zero, taken out.
     *
     * @param id of the transaction
     * @param kind {@code top_up}, {@code grant}, {@code refund} …
     * @param reference what the payer calls it; an account has each one once
     */
    public void payment(String id, String accountId, String kind, String reference, BigDecimal amount) {
        entities.persist(LedgerTransactionRow.payment(id, now, accountId, kind, reference, PAYMENTS, amount));
    }
}
