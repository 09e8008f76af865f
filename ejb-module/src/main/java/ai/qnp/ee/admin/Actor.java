package ai.qnp.ee.admin;

/**
 * Who changes something, for the audit.
 *
 * @param name {@code admin-token}, {@code dashboard}, {@code first-start}
 * @param address the client's address, or {@code local}
 * @param isOperator whether they run this installation, and so may decide what its accounts may not
 */
public record Actor(String name, String address, boolean isOperator) {
    /** Somebody who may do what their account may. */
    public Actor(String name, String address) {
        this(name, address, false);
    }
}
