package ai.qnp.ee.payments;

import ai.qnp.ee.admin.Account;
import org.jspecify.annotations.Nullable;

/**
 * How an account pays.
 *
 * @param payments whether it can pay by itself; else the operator sets tier and credits
 * @param proOnSale whether the pro tier can be bought
 * @param customer Stripe's id of who paid for it before; null when nobody did
 * @param subscription how its newest subscription stands, in Stripe's word; null when it never had one
 */
public record Billing(
        Account account,
        boolean payments,
        boolean proOnSale,
        @Nullable String customer,
        @Nullable String subscription) {}
