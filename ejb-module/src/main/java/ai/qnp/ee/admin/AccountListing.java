package ai.qnp.ee.admin;

/**
 * An account in the operator's list.
 *
 * @param activeKeys how many keys it has that were not revoked and have not expired
 */
public record AccountListing(Account account, long activeKeys) {}
