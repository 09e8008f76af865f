package ai.qnp.ee.signin;

/** What an e-mail says, in plain text. */
public record Letter(String subject, String text) {}
