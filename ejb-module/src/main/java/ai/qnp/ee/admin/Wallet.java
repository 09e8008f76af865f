package ai.qnp.ee.admin;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.ee.accounting.Ledger;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.LedgerTransactionRow;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account's wallet within a change: one that was opened is nobody else's until the change is done. */
public final class Wallet {
    private final AuditedStore store;
    private final AuditedStore.Change change;
    private final AccountRow account;

    private Wallet(AuditedStore store, AuditedStore.Change change, AccountRow account) {
        this.store = store;
        this.change = change;
        this.account = account;
    }

    /** The wallet of that account; null when there is no such account. */
    public static @Nullable Wallet open(AuditedStore store, AuditedStore.Change change, String accountId) {
        AccountRow account = change.entities().find(AccountRow.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        return account == null ? null : new Wallet(store, change, account);
    }

    /** Whose it is. */
    public AccountRow account() {
        return account;
    }

    /** The transaction of that reference; null when there is none. */
    public @Nullable LedgerTransactionRow find(String reference) {
        List<LedgerTransactionRow> found = change.entities()
                .createQuery(
                        "select t from LedgerTransactionRow t where t.accountId = :account and t.reference = :reference",
                        LedgerTransactionRow.class)
                .setParameter("account", account.id())
                .setParameter("reference", reference)
                .getResultList();
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Puts money in, or, below zero, takes it out, with its entry in the ledger and on the audit trail.
     *
     * @param kind of ledger transaction: {@code top_up}, {@code refund}
     * @param action what the audit trail calls it
     */
    public Credit move(BigDecimal amount, String kind, String reference, String action, Actor actor) {
        String id = change.newId("tx");
        new Ledger(change.entities(), store.now()).payment(id, account.id(), kind, reference, amount);
        EscrowRow fund = fund(change.entities());
        fund.hold(fund.funds().add(amount));
        // locking reads what is stored: a second movement in the same change must find this one
        change.entities().flush();
        BigDecimal balance = fund.funds().subtract(fund.spent());
        change.audit(
                actor,
                action,
                account.id(),
                id,
                MoneyText.of(amount) + " USD, \"" + reference + "\"",
                AuditChanges.of("balance", MoneyText.of(balance.subtract(amount)), MoneyText.of(balance)));
        return new Credit(id, account.id(), amount, reference, store.now(), balance);
    }

    private EscrowRow fund(EntityManager entities) {
        String id = new Fund.Wallet(account.id()).id();
        EscrowRow wallet = entities.find(EscrowRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (wallet != null) {
            return wallet;
        }
        EscrowRow first = new EscrowRow(id, BigDecimal.ZERO, BigDecimal.ZERO);
        entities.persist(first);
        return first;
    }
}
