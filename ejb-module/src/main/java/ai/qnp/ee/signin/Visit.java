package ai.qnp.ee.signin;

import ai.qnp.ee.admin.Account;

/** A session that goes on, and the account that it shows. */
public record Visit(Session session, Account account) {}
