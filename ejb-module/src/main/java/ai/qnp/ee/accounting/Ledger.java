package ai.qnp.ee.accounting;

import ai.qnp.core.metering.Fund;
import ai.qnp.ee.persistence.LedgerEntryRow;
import ai.qnp.ee.persistence.LedgerTransactionRow;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes transactions into the ledger, as part of a database transaction, with one {@link #write} at its end: each with an entry for an account's wallet and
 * one for where the money came from or went to, which sum to zero.
 */
public final class Ledger {
    /** What wallets paid for. */
    public static final String USAGE = "platform:usage";

    /** What people paid in. */
    public static final String PAYMENTS = "platform:payments";

    private final EntityManager entities;
    private final Instant now;
    private final List<LedgerEntryRow> entries = new ArrayList<>();

    /** For one database transaction. */
    public Ledger(EntityManager entities, Instant now) {
        this.entities = entities;
        this.now = now;
    }

    /** A request was paid from a wallet. */
    void usage(String accountId, String requestId, BigDecimal cost) {
        LedgerTransactionRow row =
                new LedgerTransactionRow("use_" + requestId, now, accountId, "usage", requestId, null);
        enter(row, accountId, cost.negate(), USAGE);
    }

    /**
     * Money was put into a wallet, or, below zero, taken out.
     *
     * @param id of the transaction
     * @param kind {@code top_up}, {@code grant}, {@code refund} …
     * @param reference what the payer calls it; an account has each one once
     */
    public void payment(String id, String accountId, String kind, String reference, BigDecimal amount) {
        enter(new LedgerTransactionRow(id, now, accountId, kind, null, reference), accountId, amount, PAYMENTS);
    }

    private void enter(LedgerTransactionRow row, String accountId, BigDecimal intoWallet, String otherSide) {
        entities.persist(row);
        entries.add(
                new LedgerEntryRow(new LedgerEntryRow.Key(row.id(), 0), new Fund.Wallet(accountId).id(), intoWallet));
        entries.add(new LedgerEntryRow(new LedgerEntryRow.Key(row.id(), 1), otherSide, intoWallet.negate()));
    }

    /** Writes what was entered. */
    public void write() {
        if (!entries.isEmpty()) {
            // the transactions first, which their entries refer to
            entities.flush();
            entries.forEach(entities::persist);
            entries.clear();
        }
    }
}
