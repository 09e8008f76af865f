/**
 * How the targets of plans have fared lately, and so which of them are worth asking now: a circuit breaker and a cool-down
 * for each target, a mark for each failing credential. A target is a provider, a model and a credential, so that nobody's
 * bad key and nobody's burst stops somebody else's requests. Pure but for {@link ai.qnp.core.health.TargetHealth}, which
 * keeps the states; the time is told to it.
 */
@NullMarked
package ai.qnp.core.health;

import org.jspecify.annotations.NullMarked;
