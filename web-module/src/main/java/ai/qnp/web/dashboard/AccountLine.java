package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountListing;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as a line of the operator's list.
 *
 * @param email null for the operator's own
 * @param balance at a glance
 * @param exact to its last digit
 */
public record AccountLine(
        String id,
        @Nullable String email,
        String tier,
        boolean operator,
        String balance,
        String exact,
        String keys,
        Instant createdAt)
        implements Serializable {
    static AccountLine of(AccountListing listing) {
        Account account = listing.account();
        return new AccountLine(
                account.id(),
                account.email(),
                account.tier().wireName(),
                account.operator(),
                Figures.roughMoney(account.balance()),
                Figures.exactMoney(account.balance()),
                Figures.count(listing.activeKeys()),
                account.createdAt());
    }

    /** What people call it. */
    public String name() {
        return email == null ? id : email;
    }
}
