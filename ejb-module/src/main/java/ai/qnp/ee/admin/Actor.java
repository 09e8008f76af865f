package ai.qnp.ee.admin;

/**
 * Who changes something, for the audit.
 *
 * @param name {@code admin-token}, {@code dashboard}, {@code first-start}
 * @param address the client's address, or {@code local}
 */
public record Actor(String name, String address) {}
