package ai.qnp.ee.admin;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Money that was put into an account's wallet.
 *
 * @param id of its ledger transaction
 * @param amount in USD
 * @param reference what the payer calls it
 * @param at when it was entered
 * @param balance what the account has now
 */
public record Credit(
        String id, String accountId, BigDecimal amount, String reference, Instant at, BigDecimal balance) {}
