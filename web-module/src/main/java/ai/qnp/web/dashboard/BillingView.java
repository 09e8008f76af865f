package ai.qnp.web.dashboard;

import ai.qnp.core.access.FreeTier;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.LedgerService;
import ai.qnp.ee.admin.LedgerTransaction;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.Tier;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** billing.xhtml: what the account has, what its plan allows, and what it paid and was paid. */
@Named
@RequestScoped
public class BillingView {
    private static final String PAGE = "/dashboard/billing.xhtml";
    private static final int ROWS = 50;

    @Inject
    private LedgerService ledger;

    @Inject
    private FreeTier freeTier;

    @Inject
    private Visitor visitor;

    private @Nullable String cursor;
    private List<LedgerLine> lines = List.of();
    private String next = "";

    /** What a plan allows, for people; null for any number. */
    public record Allowed(
            @Nullable String rpd,
            @Nullable String rpm,
            @Nullable String keys) {
        static Allowed by(Tier tier, FreeTier free) {
            return switch (tier) {
                case PRO -> new Allowed(null, null, null);
                case FREE -> new Allowed(count(free.rpd()), count(free.rpm()), count(free.keys()));
            };
        }

        private static @Nullable String count(@Nullable Long number) {
            return number == null ? null : Figures.count(number);
        }
    }

    /** Reads what the page shows. */
    public void load() {
        String account = visitor.accountId();
        switch (ledger.page(account, null, null, cursor, ROWS)) {
            case Answer.Done<Page<LedgerTransaction>>(Page<LedgerTransaction> page) -> {
                lines = page.rows().stream()
                        .map(transaction -> LedgerLine.of(transaction, account))
                        .toList();
                next = Link.to(PAGE).next(page.next());
            }
            case Answer.Refused<Page<LedgerTransaction>>(var error) -> Notices.refused(error);
        }
    }

    /** The account. */
    public Account getAccount() {
        return visitor.account();
    }

    /** What it has, at a glance. */
    public String getBalance() {
        return Figures.roughMoney(visitor.account().balance());
    }

    /** The same to its last digit. */
    public String getExactBalance() {
        return Figures.exactMoney(visitor.account().balance());
    }

    /** Whether nothing is left that could pay for a request. */
    public boolean isExhausted() {
        return !visitor.isOperator() && visitor.account().balance().signum() <= 0;
    }

    /** What its plan allows. */
    public Allowed getAllowed() {
        return Allowed.by(visitor.account().tier(), freeTier);
    }

    /** The transactions of this page, the newest first. */
    public List<LedgerLine> getLines() {
        return lines;
    }

    /** Where older ones are; empty when there are none. */
    public String getNext() {
        return next;
    }

    /** Behind which transaction the page begins. */
    public @Nullable String getCursor() {
        return cursor;
    }

    /** Takes where the page begins. */
    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor == null || cursor.isBlank() ? null : cursor;
    }
}
