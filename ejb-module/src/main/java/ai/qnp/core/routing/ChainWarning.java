package ai.qnp.core.routing;

/**
 * Something odd about a chain.
 *
 * @param code what kind it is, for programs
 * @param step the chain's step, counted from 1
 * @param message what it means, for people
 */
public record ChainWarning(String code, int step, String message) {}
