package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.LedgerTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the ledger as its account sees it: what it did to the wallet.
 *
 * @param amount signed, to its last digit
 * @param credit whether money came in
 */
public record LedgerLine(
        String id,
        Instant at,
        String kind,
        @Nullable String requestId,
        @Nullable String reference,
        String amount,
        boolean credit) {
    static LedgerLine of(LedgerTransaction transaction, String accountId) {
        String wallet = "wallet:" + accountId;
        BigDecimal amount = transaction.entries().stream()
                .filter(entry -> entry.account().equals(wallet))
                .map(LedgerTransaction.Entry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new LedgerLine(
                transaction.id(),
                transaction.at(),
                transaction.kind(),
                transaction.requestId(),
                transaction.reference(),
                Figures.signedMoney(amount),
                amount.signum() > 0);
    }
}
